package dev.catchment.protect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.common.hash.Hashing;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.catchment.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.Test;

public class NormalizerTest {
  @Test
  public void emailsFollowTheUnifiedIdRules() {
    assertEquals(
        Optional.of("jane.doe@example.com"), EmailNormalizer.normalize(" Jane.Doe@Example.COM "));
    assertEquals(
        Optional.of("janedoe@gmail.com"), EmailNormalizer.normalize("Jane.Doe+news@gmail.com"));
    assertEquals(Optional.of("a+b@example.com"), EmailNormalizer.normalize("a+b@example.com"));
    assertEquals(Optional.of("a@xn--bcher-kva.de"), EmailNormalizer.normalize("a@Bücher.de"));
  }

  @Test
  public void whatIsNoAddressHasNoNormalForm() {
    for (String text :
        List.of(
            "",
            "@",
            "jane",
            "jane@",
            "@example.com",
            "jane@example",
            "a b@example.com",
            "a@b@example.com",
            "jane@exa mple.com",
            "jane@.com",
            "jane@example..com",
            "+x@gmail.com",
            "jane@-a.com",
            "a@" + "b".repeat(300) + ".com")) {
      assertEquals(text, Optional.empty(), EmailNormalizer.normalize(text));
    }
  }

  @Test
  public void addressesAreThoseOfTheseExpressions() {
    Pattern local = Pattern.compile("[^\\s@,;:<>\"()\\[\\]\\\\]{1,64}");
    Pattern domain =
        Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");
    Random random = new Random(7);
    String[] parts = {
      "a",
      "9",
      "-",
      ".",
      "@",
      " ",
      "\t",
      "(",
      "\\",
      "_",
      "\u00e9",
      "\ud83d\ude00",
      "example",
      "x".repeat(31)
    };
    int addresses = 0;
    for (int round = 0; round < 200_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = 2 + random.nextInt(9);
      for (int part = 0; part < length; part++) {
        boolean isPlain = random.nextInt(4) > 0;
        text.append(part == 1 ? "@" : parts[isPlain ? random.nextInt(4) : random.nextInt(14)]);
      }
      String address = text.toString().strip().toLowerCase(Locale.ROOT);
      int at = address.indexOf('@');
      String host = at < 0 ? "" : address.substring(at + 1);
      boolean isAscii = host.chars().allMatch(each -> each < 128);
      if (at >= 0 && isAscii) {
        boolean matches =
            local.matcher(address.substring(0, at)).matches() && domain.matcher(host).matches();
        addresses += matches ? 1 : 0;
        assertEquals(address, matches, EmailNormalizer.normalize(text.toString()).isPresent());
      }
    }
    assertTrue(addresses > 1_000);
  }

  @Test
  public void phonesAreReadInTheNotationOfTheRegion() {
    assertEquals(Optional.of("+442079460018"), PhoneNormalizer.normalize("020 7946 0018", "GB"));
    assertEquals(
        Optional.of("+442079460018"), PhoneNormalizer.normalize("+44 (0)20 7946 0018", "ZZ"));
    assertEquals(Optional.empty(), PhoneNormalizer.normalize("call me", "GB"));
    assertEquals(Optional.empty(), PhoneNormalizer.normalize("12", "GB"));
  }

  @Test
  public void namesDifferInNeitherCaseNorBlanks() {
    assertEquals(
        PersonalKind.NAME.normalize("Zoë  O'Neill", "GB"),
        PersonalKind.NAME.normalize(" ZOË o'neill", "GB"));
  }

  @Test
  public void matchesThePublishedVectorsOfUnifiedId() throws IOException {
    int checked = 0;
    try (CsvReader<NamedCsvRecord> vectors =
        CsvReader.builder()
            .ofNamedCsvRecord(SharedData.file("pii-hash/uid2_email_phone_vectors.csv"))) {
      for (NamedCsvRecord vector : vectors) {
        if (!vector.getField("sha256_hex").isEmpty()) {
          Optional<String> normal =
              vector.getField("type").equals("email")
                  ? EmailNormalizer.normalize(vector.getField("raw"))
                  : PhoneNormalizer.normalize(vector.getField("raw"), "US");
          assertEquals(Optional.of(vector.getField("normalized")), normal);
          assertEquals(
              vector.getField("sha256_hex"),
              Hashing.sha256().hashString(normal.get(), UTF_8).toString());
          checked++;
        }
      }
    }
    assertEquals(14, checked);
  }

  @Test
  public void matchesLibphonenumbersVectorsOfAllRegions() throws IOException {
    int valid = 0;
    for (String line :
        Files.readAllLines(SharedData.file("phone/libphonenumber_8.13.50_vectors.tsv"))) {
      String[] cells = line.split("\t", -1);
      if (cells[6].equals("true")) {
        assertEquals(line, Optional.of(cells[5]), PhoneNormalizer.normalize(cells[2], cells[0]));
        assertEquals(line, Optional.of(cells[5]), PhoneNormalizer.normalize(cells[3], "ZZ"));
        assertEquals(line, Optional.of(cells[5]), PhoneNormalizer.normalize(cells[4], "ZZ"));
        valid++;
      }
    }
    assertEquals(672, valid);
  }
}
