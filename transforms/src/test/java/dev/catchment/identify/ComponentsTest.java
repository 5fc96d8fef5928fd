package dev.catchment.identify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.CoderLaws;
import dev.catchment.model.Identifier;
import dev.catchment.shuffle.CombineFnLaws;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.Test;

public class ComponentsTest {
  private static final Namespaces NAMESPACES = new Namespaces(List.of("customer", "cookie"));

  @Property(tries = 200)
  void equalsBreadthFirstSearchOnRandomGraphs(
      @ForAll @IntRange(min = 1, max = 300) int nodes,
      @ForAll @IntRange(max = 400) int edges,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<List<Identifier>> sets = new ArrayList<>();
    for (int edge = 0; edge < edges; edge++) {
      List<Identifier> set = new ArrayList<>();
      for (int count = random.nextInt(3); count >= 0; count--) {
        set.add(node(random.nextInt(nodes)));
      }
      sets.add(set);
    }
    assertEqualsTwin(sets, random);
  }

  @Test
  public void joinsLongPaths() {
    List<List<Identifier>> path = new ArrayList<>();
    for (int index = 0; index < 10_000; index++) {
      path.add(List.of(node(index), node(index + 1)));
    }
    IdentityIndex index = assertEqualsTwin(path, new Random(1));
    assertEquals(10_001, index.size());
    assertEquals(index.profileId(node(0)), index.profileId(node(10_000)));
  }

  @Test
  public void joinsPathsThatComeInTheOrderOfTheirKeys() {
    List<Identifier> ordered = new ArrayList<>();
    for (int index = 0; index < 100_000; index++) {
      ordered.add(new Identifier("cookie", "c" + index));
    }
    ordered.sort((one, other) -> NAMESPACES.key(one).compareTo(NAMESPACES.key(other)));
    Collections.reverse(ordered);
    ConnectIdentifiers fn = new ConnectIdentifiers(NAMESPACES, 1_000_000);
    Components components = fn.createAccumulator();
    for (int index = 1; index < ordered.size(); index++) {
      components = fn.addInput(components, ordered.subList(index - 1, index + 1));
    }
    assertEquals(
        NAMESPACES.key(ordered.get(ordered.size() - 1)).profileId(),
        fn.extractOutput(components).profileId(ordered.get(0)));
  }

  @Test
  public void joinsCyclesAndStarsAndKeepsSingletonsApart() {
    List<List<Identifier>> sets = new ArrayList<>();
    for (int index = 0; index < 1_000; index++) {
      sets.add(List.of(node(index), node((index + 1) % 1_000)));
      sets.add(List.of(node(5_000), node(5_001 + index)));
      sets.add(List.of(node(10_000 + index)));
    }
    IdentityIndex index = assertEqualsTwin(sets, new Random(2));
    assertEquals(3_001, index.size());
    assertFalse(index.profileId(node(10_000)).equals(index.profileId(node(10_001))));
  }

  @Test
  public void namesAPersonByTheIdentifierOfTheFirstNamespace() {
    Identifier customer = new Identifier("customer", "7");
    Identifier cookie = new Identifier("cookie", "a");
    IdentityIndex index = index(List.of(List.of(cookie, customer)));
    assertEquals(NAMESPACES.key(customer).profileId(), index.profileId(cookie));
    assertTrue(index.profileId(cookie).matches("p[a-z2-7]{24}"));
    assertNull(index.profileId(new Identifier("cookie", "b")));
    assertNull(index.profileId(new Identifier("device", "a")));
  }

  @Test
  public void keepsTheIdsOfStoredProfiles() {
    assertEquals(
        "psebfpwpsld4cbmymprpkw26f",
        NAMESPACES.key(new Identifier("customer", "17850")).profileId());
  }

  @Test
  public void obeysTheLaws() throws Exception {
    List<List<Identifier>> sets = new ArrayList<>();
    Random random = new Random(3);
    for (int index = 0; index < 40; index++) {
      sets.add(List.of(node(random.nextInt(50)), node(random.nextInt(50))));
    }
    CombineFnLaws.check(new ConnectIdentifiers(NAMESPACES, 1_000), sets, new ComponentsCoder());
    CombineFnLaws.check(
        new CountPeople(3),
        List.of(1L << 56, 1L << 56 | 4, 2L << 56, 2L << 56 | 1, 2L << 56 | 2, 2L << 56 | 3, -1L),
        new CountPeople.PeopleCoder());
  }

  @Test
  public void countsPeopleOfTheLargestNamespaceUpToTheLimit() {
    CountPeople fn = new CountPeople(3);
    long[] people = fn.createAccumulator();
    for (long person : new long[] {1L << 56, 2L << 56, 2L << 56 | 7, 2L << 56 | 7}) {
      people = fn.addInput(people, person);
    }
    assertEquals(2, (int) fn.extractOutput(people));
    for (long person = 8; person < 20; person++) {
      people = fn.addInput(people, 2L << 56 | person);
    }
    assertEquals(3, (int) fn.extractOutput(people));
    assertEquals(4, people.length);
  }

  @Test
  public void storesComponents() throws Exception {
    String hex =
        "03 0100000000000000 0000000000000001 0200000000000000 ffffffffffffffff"
            + " 0200000000000000 0000000000000002 00 00 02";
    Components components = new Components();
    int first = components.add(new Key(1L << 56, 1));
    int second = components.add(new Key(2L << 56, -1));
    components.add(new Key(2L << 56, 2));
    components.union(first, second);
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertEquals(
        hex.replace(" ", ""),
        HexFormat.of().formatHex(CoderLaws.encode(new ComponentsCoder(), components)));
    assertTrue(components.isSameAs(new ComponentsCoder().decode(new ByteArrayInputStream(bytes))));
    IdentityIndex index = new IdentityIndex(NAMESPACES, components);
    byte[] stored = CoderLaws.encode(IdentityIndexCoder.of(), index);
    assertEquals(index, IdentityIndexCoder.of().decode(new ByteArrayInputStream(stored)));
  }

  @Test
  public void sharedIdentifiersRoundTrip() throws Exception {
    CoderLaws.check(
        SharedIdentifierCoder.of(),
        new SharedIdentifier(node(1), 2),
        new SharedIdentifier(node(2), 1_000));
  }

  @Test
  public void namesTheBoundAndItsSetting() {
    ConnectIdentifiers fn = new ConnectIdentifiers(NAMESPACES, 3);
    Components full = fn.addInput(fn.createAccumulator(), List.of(node(0), node(1), node(2)));
    Components more = fn.addInput(fn.createAccumulator(), List.of(node(3)));
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> fn.mergeAccumulators(List.of(full, more)));
    assertTrue(failure.getMessage().contains("more than 3 identifiers"));
    assertTrue(failure.getMessage().contains("identity.maxIdentifiers"));
  }

  /** Adds the sets to several accumulators, merges those in random order, and asks the twin. */
  private static IdentityIndex assertEqualsTwin(List<List<Identifier>> sets, Random random) {
    ConnectIdentifiers fn = new ConnectIdentifiers(NAMESPACES, 1_000_000);
    List<Components> parts = new ArrayList<>();
    for (int part = 0; part < 5; part++) {
      parts.add(fn.createAccumulator());
    }
    for (List<Identifier> set : sets) {
      fn.addInput(parts.get(random.nextInt(parts.size())), set);
    }
    while (parts.size() > 1) {
      Components one = parts.remove(random.nextInt(parts.size()));
      Components other = parts.remove(random.nextInt(parts.size()));
      parts.add(fn.mergeAccumulators(List.of(one, other)));
    }
    IdentityIndex index = fn.extractOutput(parts.get(0));
    NaiveIdentities twin = new NaiveIdentities(NAMESPACES, sets);
    assertEquals(twin.profileIds().size(), index.size());
    twin.profileIds().forEach((id, profile) -> assertEquals(profile, index.profileId(id)));
    return index;
  }

  private static IdentityIndex index(List<List<Identifier>> sets) {
    ConnectIdentifiers fn = new ConnectIdentifiers(NAMESPACES, 1_000);
    Components components = fn.createAccumulator();
    for (List<Identifier> set : sets) {
      components = fn.addInput(components, set);
    }
    return fn.extractOutput(components);
  }

  private static Identifier node(int number) {
    return new Identifier(number % 3 == 0 ? "customer" : "cookie", "n" + number);
  }
}
