package dev.catchment.aggregate;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;

import dev.catchment.model.CoderLaws;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Profile;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.rules.Rule;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.Coder;
import org.junit.Test;

/** The bytes that are kept of people and told of them. */
public class PersonBytesTest {
  private static final long DAY = 86_400_000;
  private static final Schema FEATURES =
      Schema.of(new Field("n", FieldType.INTEGER), new Field("t", FieldType.STRING));
  private static final AudienceRule MANY =
      AudienceRule.of("many", Rule.compile("many", "n > 1", FEATURES, FieldType.BOOLEAN), FEATURES);

  @Test
  public void audienceChange() throws Exception {
    Coder<AudienceChange> coder = AudienceChangeCoder.of(List.of(MANY));
    AudienceChange entered =
        new AudienceChange("p", "many", true, 1, 10, false, false, 1, Values.of(2L));
    AudienceChange left =
        new AudienceChange("p", "many", false, 9, 20, true, true, 300, Values.of((Object) null));
    stored(coder, entered, "0270 056d616e79 01 02 14 01 01 04");
    stored(coder, left, "0270 056d616e79 06 12 28 ac02 00");
    CoderLaws.check(coder, entered, left);
  }

  @Test
  public void profileState() throws Exception {
    Coder<ProfileState> coder = ProfileStateCoder.of(FEATURES);
    ProfileState some =
        new ProfileState(new Profile("p", Values.of(3L, null)), 10, 4, List.of("many"));
    ProfileState none =
        new ProfileState(new Profile("q", Values.of(new Object[] {null, "x"})), -1, 0, List.of());
    stored(coder, some, "0270 01 06 14 04 01 056d616e79");
    stored(coder, none, "0271 02 0278 01 00 00");
    CoderLaws.check(coder, some, none);
  }

  @Test
  public void memories() throws Exception {
    Steps day = new Steps(DAY);
    LookBack<long[]> lookBack = new LookBack<>(CountMatching.count(), day, 7 * DAY, true);
    var buckets = lookBack.create();
    for (long time : new long[] {9 * DAY, 9 * DAY + 5, 12 * DAY}) {
      buckets = lookBack.add(buckets, new Observation(null, time), 10 * DAY);
    }
    stored(lookBack.coder(), buckets, "02 12 0200 06 0100");
    Recency recency = new Recency(day, Steps.NEVER, new Awaited(false, false, new TreeSet<>()));
    long[] times = recency.add(recency.create(), new Observation(5L, 5), 10);
    times = recency.add(times, new Observation(20L, 20), 10);
    stored(recency.coder(), times, "02 0a 1e");
    BoundedSessions sessions = new BoundedSessions(new CountSessions(10));
    stored(sessions.coder(), new BoundedSessions.Sessions(7, new long[] {0, 5}), "07 01 00 0a");
  }

  @Test
  public void person() {
    ProfileKeeper keeper =
        keeper(FeatureSpec.count("n"), FeatureSpec.last("t", "properties.category"));
    Person person = keeper.create();
    keeper.take("p", person, LiveShop.event(1, 0, "Viewed", null, "a"), 0, change -> {});
    keeper.take("p", person, LiveShop.event(2, 0, "Viewed", null, "b"), 0, change -> {});
    byte[] bytes = keeper.format().encode(person);
    assertEquals(
        // Version, plan, date, version and sequence of the person, audiences, two features.
        ("01 16e021e4177d7b7c 80f0b252 02 01 01 c371686b 02"
                + "cd75fb09 05 00 01 04 02 00"
                + "6fc55d89 0d 00 01 0262 03 0262 80a0d5edee66")
            .replace(" ", ""),
        HexFormat.of().formatHex(bytes));
    assertArrayEquals(bytes, keeper.format().encode(keeper.format().decode(bytes)));
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThrows(UncheckedIOException.class, () -> keeper.format().decode(part));
    }
  }

  @Test
  public void whatAFeatureIsCalledInStateDependsOnWhatItIs() {
    assertEquals(id(FeatureSpec.count("n")), id(FeatureSpec.count("n")));
    assertDiffer(FeatureSpec.count("n"), FeatureSpec.count("m"));
    assertDiffer(FeatureSpec.count("n"), FeatureSpec.count("n").withLookBack(Duration.ofDays(1)));
    assertDiffer(FeatureSpec.count("n"), FeatureSpec.recency("n"));
  }

  private static void assertDiffer(FeatureSpec one, FeatureSpec other) {
    assertNotEquals(id(one), id(other));
  }

  private static int id(FeatureSpec spec) {
    return Feature.of(
            spec,
            FeaturePlan.of(spec, LiveShop.FIELDS, null),
            new Steps(DAY),
            new Awaited(false, false, new TreeSet<>()))
        .id();
  }

  private static ProfileKeeper keeper(FeatureSpec... specs) {
    return new ProfileKeeper(
        List.of(specs),
        LiveShop.FIELDS,
        FEATURES,
        List.of(),
        List.of(MANY),
        new Steps(DAY),
        Steps.NEVER);
  }

  private static <T> void stored(Coder<T> coder, T value, String hex) throws Exception {
    assertEquals(hex.replace(" ", ""), HexFormat.of().formatHex(CoderLaws.encode(coder, value)));
  }
}
