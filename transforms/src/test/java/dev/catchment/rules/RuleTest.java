package dev.catchment.rules;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Test;

public class RuleTest {
  private static final Schema FIELDS =
      Schema.of(
          new Field("properties.price", FieldType.DECIMAL),
          new Field("properties.quantity", FieldType.INTEGER),
          new Field("event", FieldType.STRING),
          new Field("paid", FieldType.BOOLEAN),
          new Field("timestamp", FieldType.TIMESTAMP));

  @Test
  public void readsFieldsOfEachType() {
    assertTrue(rule("properties.price > 2.0").test(Map.of("properties.price", 2.5)::get));
    assertTrue(rule("properties.quantity == 3").test(Map.of("properties.quantity", 3L)::get));
    assertTrue(rule("event.startsWith('Or')").test(Map.of("event", "Order")::get));
    assertTrue(rule("paid").test(Map.of("paid", true)::get));
    Rule year = rule("timestamp >= timestamp('2011-12-10T00:00:00Z')");
    assertTrue(year.test(Map.of("timestamp", 1323475200000L)::get));
    assertFalse(year.test(Map.of("timestamp", 1323475199999L)::get));
  }

  @Test
  public void timesBeforeTheEpochKeepTheirMilliseconds() {
    Rule same = Rule.compile("same", "timestamp", FIELDS, FieldType.TIMESTAMP);
    assertEquals(-1L, same.evaluate(Map.of("timestamp", -1L)::get));
  }

  @Test
  public void comparesWholeNumbersWithDecimals() {
    assertTrue(rule("properties.price > 2").test(Map.of("properties.price", 2.5)::get));
  }

  @Test
  public void aWholeNumberServesWhereADecimalIsWanted() {
    Rule rule = Rule.compile("total", "properties.quantity * 2", FIELDS, FieldType.DECIMAL);
    assertEquals(6.0, rule.evaluate(Map.of("properties.quantity", 3L)::get));
  }

  @Test
  public void aMissingFieldLeavesTheRuleUndecided() {
    Rule rule = rule("properties.price > 2.0");
    assertFalse(rule.test(Map.<String, Object>of()::get));
    assertNull(rule.evaluate(Map.<String, Object>of()::get));
    Rule amount =
        Rule.compile(
            "amount", "double(properties.quantity) * properties.price", FIELDS, FieldType.DECIMAL);
    assertNull(amount.evaluate(Map.<String, Object>of("properties.price", 1.5)::get));
  }

  @Test
  public void aMissingFieldThatIsNotNeededDoesNotMatter() {
    assertTrue(
        rule("paid || properties.price > 2.0").test(Map.<String, Object>of("paid", true)::get));
    assertTrue(rule("event == null").test(Map.<String, Object>of()::get));
  }

  @Test
  public void divisionByZeroFailsWithTheRulesName() {
    Rule rule = Rule.compile("ratio", "10 / properties.quantity", FIELDS, FieldType.INTEGER);
    RuleException failure =
        assertThrows(
            RuleException.class, () -> rule.evaluate(Map.of("properties.quantity", 0L)::get));
    assertEquals("rule ratio failed: division by zero", failure.getMessage());
  }

  @Test
  public void anUnknownFieldIsNamedWithTheNearestOne() {
    RuleException failure =
        assertThrows(RuleException.class, () -> rule("paid && properties.prise > 2.0"));
    assertTrue(
        failure.getMessage(),
        failure.getMessage().contains("no field properties.prise; did you mean properties.price?"));
    assertTrue(failure.getMessage(), failure.getMessage().contains("line 1, column 9"));
  }

  @Test
  public void aSyntaxErrorIsPlaced() {
    RuleException failure = assertThrows(RuleException.class, () -> rule("paid &&"));
    assertTrue(failure.getMessage(), failure.getMessage().contains("line 1, column 8"));
  }

  @Test
  public void aMixedProductSaysHowToConvert() {
    RuleException failure =
        assertThrows(
            RuleException.class, () -> rule("properties.quantity * properties.price > 1.0"));
    assertTrue(failure.getMessage(), failure.getMessage().contains("double("));
  }

  @Test
  public void theWrongResultTypeIsRefused() {
    RuleException failure = assertThrows(RuleException.class, () -> rule("properties.quantity"));
    assertTrue(
        failure.getMessage(),
        failure.getMessage().contains("gives a value of type int where boolean is wanted"));
  }

  @Test
  public void survivesSerializationAndNamesItsFields() {
    Rule copy = SerializableUtils.clone(rule("paid && event == 'x'"));
    assertTrue(copy.test(Map.of("paid", true, "event", "x")::get));
    assertEquals(Set.of("paid", "event"), copy.references());
  }

  @Test
  public void tellsTheNumbersThatAFieldIsComparedWith() {
    String quantity = "properties.quantity";
    Schema counts = Schema.of(new Field("n", FieldType.INTEGER), new Field("m", FieldType.INTEGER));
    assertEquals(List.of(3.0, 10.0), compared(counts, "n > 10 || n <= 3 && m == 7"));
    assertEquals(List.of(2.5), compared(counts, "2.5 < n ? m > 1 : m > 2"));
    assertEquals(List.of(4.0), compared(counts, "!(n == 4) && n != null"));
    assertEquals(null, compared(counts, "n + 1 > 10"));
    assertEquals(null, compared(counts, "n > 10 && n > m"));
    assertEquals(null, compared(counts, "m > 10"));
    assertEquals(
        List.of(1.0), List.copyOf(rule(quantity + " > 1").comparedWith(quantity).orElseThrow()));
  }

  private static List<Double> compared(Schema fields, String expression) {
    return Rule.compile("test", expression, fields, FieldType.BOOLEAN)
        .comparedWith("n")
        .map(List::copyOf)
        .orElse(null);
  }

  private static Rule rule(String expression) {
    return Rule.compile("test", expression, FIELDS, FieldType.BOOLEAN);
  }
}
