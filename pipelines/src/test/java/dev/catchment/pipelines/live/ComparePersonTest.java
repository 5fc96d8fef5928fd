package dev.catchment.pipelines.live;

import static org.junit.Assert.assertEquals;

import dev.catchment.aggregate.AudienceChange;
import dev.catchment.aggregate.ProfileState;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Profile;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class ComparePersonTest {
  private static final ComparePerson COMPARE =
      new ComparePerson(Schema.of(new Field("n", FieldType.INTEGER)), List.of("here", "big"));

  @Test
  public void theSameIsTheSame() {
    Comparison found = compare(batch(1L, "here"), stream(1L, "here"), change("here", true, 1));
    assertEquals(new Comparison(1, 1, 2, 2, 1, 0, List.of()), found);
    assertEquals(found, Comparison.parse(found.json()));
  }

  @Test
  public void everyDifferenceIsNamed() {
    assertEquals(
        List.of("p: n is 1 in the batch and 2 in the stream"),
        compare(batch(1L), stream(2L)).differences());
    assertEquals(
        List.of(
            "p: is in here in the batch, not in here in what the stream keeps and not in here by what it told"),
        compare(batch(1L, "here"), stream(1L)).differences());
    assertEquals(
        List.of(
            "p: is not in big in the batch, not in big in what the stream keeps and in big by what it told"),
        compare(batch(1L), stream(1L), change("big", true, 1)).differences());
    assertEquals(
        List.of("p: 1 changes were told, the last of them numbered 2"),
        compare(batch(1L, "big"), stream(1L, "big"), change("big", true, 2)).differences());
    assertEquals(List.of("p: the batch only"), compare(batch(1L)).differences());
    assertEquals(List.of("p: the stream knows the person only"), compare(stream(1L)).differences());
  }

  @Test
  public void theLastChangeCounts() {
    Comparison found =
        compare(change("big", false, 2), batch(1L), stream(1L), change("big", true, 1));
    assertEquals(0, found.different());
    Comparison sum = found.plus(compare(batch(1L), stream(2L)));
    assertEquals(2, sum.people());
    assertEquals(1, sum.different());
    assertEquals(1, sum.differences().size());
  }

  private static Comparison compare(PersonFact... facts) {
    return COMPARE.extractOutput(new ArrayList<>(List.of(facts)));
  }

  private static PersonFact batch(Long n, String... audiences) {
    return PersonFact.ofBatch(state(n, audiences));
  }

  private static PersonFact stream(Long n, String... audiences) {
    return PersonFact.ofStream(state(n, audiences));
  }

  private static ProfileState state(Long n, String... audiences) {
    return new ProfileState(new Profile("p", Values.of(n)), 0, 0, List.of(audiences));
  }

  private static PersonFact change(String audience, boolean entered, long sequence) {
    return PersonFact.of(
        new AudienceChange("p", audience, entered, 0, 0, false, false, sequence, Values.of(1L)));
  }
}
