package dev.catchment.pipelines.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The seeded mistakes of operators. */
final class Mistakes {
  private static final String TABLE = "name,x,y\na,1,2\nb,2,3\nc,9,9\n";
  private static final String CONFIG = "catchment.yaml";
  private static final String PROFILED =
      Workspace.CONFIG
          + "identity: {namespaces: [customer]}\nprofile: {features: {visits: {count: events}}}\n";
  private static final String AUDIENCES = PROFILED + "audiences: {all: {rule: visits > 0}}\n";

  private Mistakes() {}

  static List<Mistake> all() {
    return Stream.of(
            commandLine(),
            places(),
            files(),
            contents(),
            configuration(),
            keyAndOutput(),
            jobs(),
            LookalikeMistakes.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mistake> commandLine() {
    return List.of(
        Mistake.of(
                "misspelt option", "collect", "--config={w}/catchment.yaml", "--outptu={w}/store")
            .isDiagnosed(
                "no option --outptu of collect", "did you mean --output?", "--output={w}/store")
            .isRefused("no option --outptu", "did you mean --output?"),
        Mistake.of(
                "two mistakes at once", "collect", "--confg={w}/catchment.yaml", "--maxRejected=x")
            .isDiagnosed(
                "did you mean --config?",
                "--maxRejected=x is not right",
                "collect needs --output=TEXT")
            .isRefused(
                "did you mean --config?", "--maxRejected=x is not right", "needs --output=TEXT"),
        Mistake.of("required option missing", "collect", "--config={w}/catchment.yaml")
            .isDiagnosed("collect needs --output=TEXT", "The directory of the event store")
            .isRefused("collect needs --output=TEXT"),
        Mistake.collecting("text for a number", "--maxRejected=half")
            .isDiagnosed("--maxRejected=half is not right: a number from 0 to 1 is wanted")
            .isRefused("--maxRejected=half is not right"),
        Mistake.collecting("number out of range", "--maxRejected=5")
            .isDiagnosed("--maxRejected=5 is not right: a number from 0 to 1")
            .isRefused("--maxRejected=5 is not right"),
        Mistake.collecting("option given twice", "--key={w}/other.json")
            .isDiagnosed("--key is given twice", "give it once", "--key={w}/key.json\n")
            .isRefused("--key is given twice; give it once"),
        Mistake.collecting("pattern expanded by the shell", "--input={w}/in.csv", "{w}/in-2.csv")
            .inFile("in-2.csv", Workspace.HEADER)
            .isDiagnosed("{w}/in-2.csv is not an option", "quote it", "--input='{w}/*.csv'")
            .isRefused("{w}/in-2.csv is not an option", "quote it: --input='{w}/*.csv'"),
        Mistake.collecting("pattern after a blank", "--input", "{w}/in.csv", "{w}/in-2.csv")
            .inFile("in-2.csv", Workspace.HEADER)
            .isDiagnosed("has blanks around the sign", "--input='{w}/*.csv'")
            .isRefused("--input needs a value", "--input='{w}/*.csv'"),
        Mistake.of(
                "blanks around =",
                "collect",
                "--config={w}/catchment.yaml",
                "--output",
                "=",
                "{w}/store")
            .isDiagnosed("has blanks around the sign", "write --output={w}/store")
            .isRefused("--output needs a value", "write --output={w}/store"),
        Mistake.of("one dash", "collect", "-config={w}/catchment.yaml", "--output={w}/store")
            .isDiagnosed(
                "-config={w}/catchment.yaml is not an option", "two dashes", " --config={w}")
            .isRefused("is not an option", "two dashes"),
        Mistake.of("misspelt job", "colect", "--config={w}/catchment.yaml", "--output={w}/store")
            .isDiagnosed(
                "there is no job colect", "did you mean collect?", "./catchment collect --config")
            .isRefused("there is no job colect; did you mean collect?"),
        Mistake.of(
                "options before the job",
                "--config={w}/catchment.yaml",
                "collect",
                "--output={w}/store")
            .isDiagnosed("the job comes first", "./catchment collect --config={w}/catchment.yaml")
            .isRefused("the job comes first", "catchment collect --config={w}/catchment.yaml"),
        Mistake.collecting("unknown runner", "--runner=sprak")
            .isDiagnosed("sprak", "DirectRunner")
            .isRefused("sprak", "DirectRunner"),
        Mistake.of(
                "option of another job",
                "profile",
                "--config={w}/catchment.yaml",
                "--store={w}/store",
                "--replace=dt=2026-01-01")
            .isDiagnosed("no option --replace of profile", "it is one of collect")
            .isRefused("it is one of collect"));
  }

  private static List<Mistake> places() {
    return List.of(
        Mistake.collecting("bucket with one slash", "--input=gs:/bucket/in.csv")
            .isDiagnosed("two slashes follow gs:", "--input=gs://bucket/in.csv")
            .isRefused("write gs://bucket/in.csv"),
        Mistake.collecting("Windows path", "--input=orders=C:\\data\\in.csv")
            .isDiagnosed("a path of Windows", "--input=orders=/mnt/c/data/in.csv")
            .isRefused("/mnt/c/data/in.csv"),
        Mistake.collecting("~ that the shell leaves", "--input=~/in.csv")
            .isDiagnosed("the shell leaves ~", System.getProperty("user.home") + "/in.csv")
            .isRefused("write " + System.getProperty("user.home") + "/in.csv"),
        Mistake.collecting("pattern that matches nothing", "--input={w}/no*.csv")
            .isDiagnosed("no file matches {w}/no*.csv", "check --input")
            .isRefused("source orders: no file matches {w}/no*.csv"),
        Mistake.collecting("directory instead of files", "--input={w}/folder")
            .inFile("folder/in.csv", Workspace.HEADER)
            .isDiagnosed("{w}/folder is a directory", "{w}/folder/*")
            .isRefused("{w}/folder is a directory", "{w}/folder/*"),
        Mistake.collecting("unknown file system", "--input=nowhere://in.csv")
            .isDiagnosed("cannot look up nowhere://in.csv", "check --input")
            .isRefused("nowhere"),
        Mistake.collecting("misspelt source in --input", "--input=oders={w}/in.csv")
            .isDiagnosed("no source oders", "did you mean orders?", "--input=orders={w}/in.csv")
            .isRefused("no source oders in the configuration; did you mean orders?"),
        Mistake.collecting("source left out of --input", "--input={w}/shop.json")
            .after(
                work -> {
                  work.write("shop.json", "{\"id\":\"1\",\"time\":\"2026-01-01\"}\n");
                  work.write(
                      CONFIG,
                      Workspace.CONFIG
                          + Workspace.CONFIG
                              .substring(20)
                              .replace("orders", "shop")
                              .replace("csv", "json"));
                })
            .isDiagnosed(
                "names no source", "write --input=SOURCE=GLOB", "--input=shop={w}/shop.json")
            .isRefused("names no source; write --input=SOURCE=GLOB with one of orders, shop"),
        Mistake.of(
                "input and output swapped",
                "cluster",
                "--input={w}/clusters",
                "--output={w}/table.csv")
            .inFile("table.csv", TABLE)
            .isDiagnosed("seem to be swapped", "--input={w}/table.csv --output={w}/clusters")
            .isRefused("no table in {w}/clusters"));
  }

  private static List<Mistake> files() {
    return List.of(
        Mistake.collecting("empty file")
            .inFile("in.csv", "")
            .isDiagnosed("the input of source orders is empty: {w}/in.csv", "check the path")
            .isRefused("the input of source orders is empty"),
        Mistake.collecting("page of an error in .gz", "--input={w}/in.csv.gz")
            .inFile("in.csv.gz", "<html>Not found</html>")
            .isDiagnosed(
                "{w}/in.csv.gz has no column id", "its first line is <aaaa>aaa aaaaa</aaaa>")
            .isRefused("{w}/in.csv.gz has no column id"),
        Mistake.collecting("no bzip2 in .bz2", "--input={w}/in.json.bz2")
            .after(
                work -> {
                  work.write(CONFIG, Workspace.CONFIG.replace("csv", "json"));
                  work.write("in.json.bz2", "{\"id\":\"1\",\"time\":\"2026-01-01\"}\n");
                })
            .isDiagnosed("{w}/in.json.bz2 is not bzip2, as its name says", "rename it without .bz2")
            .endsJob(ExitStatus.TOO_MANY_REJECTED, "were rejected"),
        Mistake.collecting("ZIP archive")
            .after(
                work -> {
                  work.write(CONFIG, Workspace.CONFIG.replace("csv", "json"));
                  work.write("in.json", "PK\u0003\u0004\n");
                })
            .isDiagnosed("{w}/in.json is a ZIP archive", "unpack it")
            .endsJob(ExitStatus.TOO_MANY_REJECTED, "were rejected"),
        Mistake.collecting("truncated gzip", "--input={w}/in.csv.gz")
            .after(work -> work.write("in.csv.gz", truncated()))
            .isDiagnosed("{w}/in.csv.gz is damaged", "get it once more")
            .endsJob(ExitStatus.DONE),
        Mistake.collecting("gzip without .gz")
            .after(
                work -> {
                  work.write(CONFIG, Workspace.CONFIG.replace("csv", "json"));
                  work.write("in.json", gzip("{\"id\":\"1\"}\n"));
                })
            .isDiagnosed("{w}/in.json is gzip, which its name does not say", "{w}/in.json.gz")
            .endsJob(ExitStatus.TOO_MANY_REJECTED, "were rejected"),
        Mistake.collecting("UTF-16")
            .after(
                work ->
                    work.write(
                        "in.csv", (Workspace.HEADER + "1,2026-01-01,c,5\n").getBytes(UTF_16)))
            .isDiagnosed("in.csv", "no readable header", "in UTF-8")
            .isRefused("in.csv has no readable header"));
  }

  private static List<Mistake> contents() {
    return List.of(
        Mistake.collecting("column missing")
            .inFile("in.csv", "id,time,customer,amout\n1,2026-01-01,c1,5\n")
            .isDiagnosed("in.csv has no column amount", "did you mean amout?")
            .isRefused("has no column amount; did you mean amout?"),
        Mistake.collecting("wrong delimiter")
            .inFile("in.csv", "id;time;customer;amount\n1;2026-01-01;c1;5\n")
            .isDiagnosed("its header is one column, with ; between the names", "delimiter: \";\"")
            .isRefused("set csv: {delimiter: \";\"}"),
        Mistake.collecting("header missing")
            .inFile("in.csv", "1,2026-01-01,anna.smith@example.org,5\n2,2026-01-02,bert,6\n")
            .isDiagnosed(
                "in.csv has no column id",
                "9,9999-99-99,aaaa.aaaaa@aaaaaaa.aaa,9",
                "csv: {header: [")
            .isRefused("if the file has no header line, name its columns"),
        Mistake.collecting("wrong date pattern")
            .after(
                work -> {
                  work.write(
                      CONFIG,
                      Workspace.CONFIG.replace(
                          "timestamp: time",
                          "timestamp: {column: time, pattern: 'MM/dd/yyyy HH:mm'}"));
                  work.write(
                      "in.csv",
                      Workspace.HEADER + "1,31/01/2026 12:00,c1,5\n2,28/02/2026 13:00,c2,6\n");
                })
            .isDiagnosed(
                "invalid_timestamp: 2, first at {w}/in.csv:2",
                "99/99/9999 99:99",
                "MM/dd/yyyy HH:mm is wanted",
                "pattern: dd/MM/yyyy HH:mm would read them")
            .endsJob(ExitStatus.TOO_MANY_REJECTED, "2 of 2 records were rejected"),
        Mistake.collecting("seconds for a date")
            .inFile("in.csv", Workspace.HEADER + "1,1767225600,c1,5\n")
            .isDiagnosed("invalid_timestamp: 1", "9999999999", "unit: seconds would read them")
            .endsJob(ExitStatus.TOO_MANY_REJECTED, "were rejected"),
        Mistake.collecting("decimal comma")
            .inFile("in.csv", Workspace.HEADER + "1,2026-01-01,c1,\"5,50\"\n")
            .isDiagnosed("invalid_amount: 1", "9,99", "a decimal has a point, not a comma")
            .endsJob(ExitStatus.TOO_MANY_REJECTED, "were rejected"),
        Mistake.collecting("Latin-1")
            .after(
                work ->
                    work.write(
                        "in.csv",
                        (Workspace.HEADER + "1,2026-01-01,J\u00e9r\u00f4me,5\n")
                            .getBytes(ISO_8859_1)))
            .isDiagnosed("invalid_utf8: 1, first at {w}/in.csv:2", "set encoding: ISO-8859-1")
            .endsJob(ExitStatus.TOO_MANY_REJECTED, "were rejected"),
        Mistake.collecting("CSV read as JSON")
            .after(
                work -> {
                  work.write(CONFIG, Workspace.CONFIG.replace("format: csv", "format: json"));
                })
            .isDiagnosed("invalid_json: 3", "is it format: csv?")
            .endsJob(ExitStatus.TOO_MANY_REJECTED, "were rejected"));
  }

  private static List<Mistake> configuration() {
    return List.of(
        Mistake.collecting("configuration missing")
            .after(work -> work.path(CONFIG).toFile().delete())
            .isDiagnosed("no configuration file {w}/catchment.yaml", "--config=FILE")
            .isRefused("there is no configuration file {w}/catchment.yaml"),
        Mistake.collecting("configuration is no YAML")
            .inConfig("version: 1", "version: [1")
            .isDiagnosed("catchment.yaml:2: not YAML")
            .isRefused("not YAML"),
        Mistake.collecting("tab in YAML")
            .inConfig("    format", "\tformat")
            .isDiagnosed("catchment.yaml:4: not YAML", "TAB")
            .isRefused("catchment.yaml:4: not YAML", "TAB"),
        Mistake.collecting("unknown key")
            .inConfig("identifiers:", "identifers:")
            .isDiagnosed(
                "catchment.yaml:7: sources.orders.identifers: unknown key",
                "did you mean identifiers?")
            .isRefused("did you mean identifiers?"),
        Mistake.collecting("wrong type in the configuration")
            .inConfig("min: 0", "min: none")
            .isDiagnosed(
                "catchment.yaml:9: sources.orders.fields.properties.amount.min: a number is wanted")
            .isRefused("a number is wanted"),
        Mistake.collecting("unknown time zone")
            .inConfig("timestamp: time", "timestamp: {column: time, zone: Europe/Londn}")
            .isDiagnosed(
                "catchment.yaml:6: sources.orders.map.timestamp",
                "Europe/Londn",
                "did you mean Europe/London?")
            .isRefused("Europe/Londn", "did you mean Europe/London?"),
        Mistake.collecting("unknown field in CEL")
            .inConfig("    fields:", "    filter: {big: propertes.amount > 1.0}\n    fields:")
            .isDiagnosed(
                "catchment.yaml:8: sources.orders.filter.big", "did you mean properties.amount?")
            .isRefused("did you mean properties.amount?"),
        Mistake.collecting("CEL that is none")
            .inConfig("    fields:", "    filter: {big: \"event == 'a\"}\n    fields:")
            .isDiagnosed("catchment.yaml:8: sources.orders.filter.big", "at line 1, column 10")
            .isRefused("at line 1, column 10"));
  }

  private static List<Mistake> keyAndOutput() {
    return List.of(
        Mistake.collecting("key of a wrong form")
            .after(
                work -> {
                  personal(work);
                  work.write("key.json", "{\"primaryKeyId\": 1");
                  rights(work, "key.json", "rw-------");
                })
            .isDiagnosed("{w}/key.json is not a Tink keyset", "--key=FILE")
            .isRefused("{w}/key.json is not a Tink keyset"),
        Mistake.collecting("key that others may read")
            .after(
                work -> {
                  personal(work);
                  work.write("key.json", "{}");
                  rights(work, "key.json", "rw-r--r--");
                })
            .isDiagnosed("{w}/key.json may be read", "chmod 600 {w}/key.json")
            .isRefused("chmod 600 {w}/key.json"),
        Mistake.of(
                "key below a file",
                "collect",
                "--config={w}/catchment.yaml",
                "--output={w}/store",
                "--key={w}/in.csv/key.json")
            .after(Mistakes::personal)
            .isDiagnosed(
                "the pseudonym key {w}/in.csv/key.json can be neither read nor made", "--key=FILE")
            .isRefused("can be neither read nor made"),
        Mistake.collecting("output exists")
            .inFile("store/summary.json", "old")
            .isDiagnosed(
                "{w}/store holds summary.json already",
                "add --overwrite",
                "--key={w}/key.json --overwrite\n")
            .isRefused("{w}/store/summary.json exists: add --overwrite to replace it"),
        Mistake.collecting("output is a file")
            .inFile("store", "mine")
            .isDiagnosed("cannot write to the output {w}/store", "choose another --output")
            .isRefused("cannot write to the output {w}/store"),
        Mistake.of(
                "output below a file",
                "collect",
                "--config={w}/catchment.yaml",
                "--output={w}/in.csv/store")
            .isDiagnosed("cannot write to the output {w}/in.csv/store", "choose another --output")
            .isRefused("cannot write to the output"),
        Mistake.of(
                "output among the input",
                "collect",
                "--config={w}/catchment.yaml",
                "--input={w}/data/**",
                "--output={w}/data/store")
            .inFile("data/in.csv", Workspace.HEADER + "1,2026-01-01,c1,5\n")
            .isDiagnosed(
                "would be one of the files of the input {w}/data/**", "choose another --output")
            .isRefused("would be one of the files of the input"),
        Mistake.of(
                "one directory for input and output",
                "cluster",
                "--input={w}/data",
                "--output={w}/data",
                "--k=2")
            .inFile("data/table.csv", TABLE)
            .isDiagnosed(
                "the output {w}/data/assignments.csv would be one of the files of the input",
                "another --output")
            .isRefused("would be one of the files of the input"));
  }

  private static List<Mistake> jobs() {
    return List.of(
        Mistake.of(
                "store without events",
                "profile",
                "--config={w}/catchment.yaml",
                "--store={w}/store")
            .inFile(CONFIG, PROFILED)
            .isDiagnosed(
                "there is no event store in {w}/store", "run collect --output={w}/store first")
            .isRefused("run collect --output={w}/store first"),
        Mistake.of(
                "time that is none",
                "profile",
                "--config={w}/catchment.yaml",
                "--store={w}/store",
                "--asOf=soon")
            .inFile(CONFIG, PROFILED)
            .isDiagnosed("--asOf", "soon", "2026-01-31")
            .isRefused("--asOf", "soon"),
        Mistake.of(
                "unknown format",
                "profile",
                "--config={w}/catchment.yaml",
                "--store={w}/store",
                "--format=cvs")
            .inFile(CONFIG, PROFILED)
            .isDiagnosed("--format=cvs is not right", "Did you mean csv?", "--format=csv\n")
            .isRefused("--format=cvs is not right"),
        Mistake.of(
                "no profiles",
                "audience",
                "--config={w}/catchment.yaml",
                "--store={w}/store",
                "--output={w}/audiences")
            .inFile(CONFIG, AUDIENCES)
            .isDiagnosed(
                "there are no profiles in {w}/store", "run profile --store={w}/store first")
            .isRefused("run profile --store={w}/store first"),
        Mistake.of(
                "model of other features",
                "audience",
                "--config={w}/catchment.yaml",
                "--store={w}/store",
                "--output={w}/audiences",
                "--model={w}/clusters/model.json")
            .after(
                work -> {
                  work.write(CONFIG, AUDIENCES);
                  work.write("table.csv", TABLE);
                  work.run("collect", "--config={w}/catchment.yaml", "--output={w}/store");
                  work.run("profile", "--config={w}/catchment.yaml", "--store={w}/store");
                  work.run("cluster", "--input={w}/table.csv", "--output={w}/clusters", "--k=2");
                })
            .isDiagnosed(
                "{w}/clusters/model.json clusters by x, which is no number in the profiles",
                "train it on these profiles")
            .isRefused("clusters by x"),
        Mistake.of(
                "more clusters than rows",
                "cluster",
                "--input={w}/table.csv",
                "--output={w}/clusters",
                "--k=5")
            .inFile("table.csv", TABLE)
            .isDiagnosed("the table has 3 rows to cluster, fewer than --k=5", "set --k=3 or less"),
        Mistake.of(
                "unknown feature",
                "cluster",
                "--input={w}/table.csv",
                "--output={w}/clusters",
                "--features=x,z")
            .inFile("table.csv", TABLE)
            .isDiagnosed("--features: there is no column z", "The columns are name, x, y")
            .isRefused("there is no column z"),
        Mistake.of(
                "feature that is no number",
                "cluster",
                "--input={w}/table.csv",
                "--output={w}/clusters",
                "--features=name",
                "--k=2")
            .inFile("table.csv", TABLE)
            .isDiagnosed(
                "invalid_name: 3, first at {w}/table.csv:2: name is no number",
                "name columns of numbers"),
        Mistake.of(
                "condition on an unknown column",
                "cluster",
                "--input={w}/table.csv",
                "--output={w}/clusters",
                "--where=zz > 1.0")
            .inFile("table.csv", TABLE)
            .isDiagnosed("--where", "no field zz")
            .isRefused("no field zz"),
        Mistake.of("first day that is none", "generate", "--output={w}/world", "--start=31.01.2026")
            .isDiagnosed("--start=31.01.2026", "2026-01-01")
            .isRefused("--start=31.01.2026"),
        Mistake.of("world that is none", "demo", "--world={w}/world", "--output={w}/demo")
            .isDiagnosed("{w}/world", "generate")
            .isRefused("{w}/world"));
  }

  private static void personal(Workspace work) {
    work.write(CONFIG, Workspace.CONFIG + "    personal: {customer: name}\n");
  }

  private static void rights(Workspace work, String file, String rights) {
    try {
      Files.setPosixFilePermissions(work.path(file), PosixFilePermissions.fromString(rights));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compressed records that chance makes long, of which the end is missing. */
  private static byte[] truncated() {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder(Workspace.HEADER);
    for (int row = 0; row < 5000; row++) {
      rows.append(Long.toHexString(random.nextLong())).append(",2026-01-01,c1,5\n");
    }
    byte[] whole = gzip(rows.toString());
    return Arrays.copyOf(whole, whole.length - 1000);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
