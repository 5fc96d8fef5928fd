package dev.catchment.pipelines.query;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.Workspace;
import dev.catchment.read.InputException;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** The columns of files, guessed from their first records. */
public class FileFinderTest {
  @Rule public final Workspace work = new Workspace();

  private FileSource find(String place, String... types) {
    return new FileFinder("data", DeclaredTypes.of(List.of(types), List.of("data")), 1000)
        .find(place.replace("{w}", work.getRoot().getPath()));
  }

  private String columns(String place, String... types) {
    return find(place, types).columns().toString();
  }

  @Test
  public void columnsOfCsvHaveTheTypesOfTheirValues() {
    work.write(
        "data.csv",
        """
        id,price,zip,paid,day,at,empty,when
        1,2,01234,true,2026-01-31,2026-01-31T12:00:00Z,,31.01.2026 10:00
        -20,0.5,98765,false,2026-02-01,2026-01-31 12:00:00,,01.02.2026 11:30
        """);
    assertEquals(
        "[id integer, price double, zip text, paid boolean, day date, at timestamp, empty text, when timestamp]",
        columns("{w}/data.csv"));
    assertEquals(List.of("empty"), find("{w}/data.csv").unknown());
  }

  @Test
  public void declaredTypesAreNotGuessed() {
    work.write("data.csv", "id,zip\n1,2\n");
    assertEquals("[id decimal, zip text]", columns("{w}/data.csv", "zip=text", "data.id=decimal"));
    UsageException wrong =
        assertThrows(UsageException.class, () -> columns("{w}/data.csv", "data.zap=text"));
    assertEquals(
        "--types: the table data has no column zap; did you mean zip? The columns are id, zip",
        wrong.getMessage());
  }

  @Test
  public void textHasOneColumn() {
    work.write("data.txt", "a,b\n\n 1,2 \n");
    assertEquals("[line text]", columns("{w}/data.txt"));
    work.write("data.csv", "a,b\n");
    assertEquals("[line text]", columns("text:{w}/data.csv"));
  }

  @Test
  public void otherDelimitersAndJsonAreFoundByTheirContents() {
    work.write("a.csv", "id;name\n1;x\n2;y\n");
    assertEquals("[id integer, name text]", columns("{w}/a.csv"));
    work.write("b.json", "{\"id\":1,\"a\":{\"b\":0.5}}\n{\"id\":2,\"a\":{\"b\":1}}\n");
    assertEquals("[id integer, a.b double]", columns("{w}/b.json"));
  }

  @Test
  public void aFolderStandsForItsFiles() {
    work.write("folder/a.csv", "id\n1\n");
    work.write("folder/b.csv", "id\n2\n");
    FileSource source = find("{w}/folder");
    assertEquals(2, source.files().size());
    assertEquals("[id integer]", source.columns().toString());
  }

  @Test
  public void twoColumnsOfOneNameAreRefused() {
    work.write("data.csv", "id,Id\n1,2\n");
    InputException same = assertThrows(InputException.class, () -> columns("{w}/data.csv"));
    assertEquals(
        work.path("data.csv")
            + " has two columns named Id, in capitals or not; give each its own name",
        same.getMessage());
  }
}
