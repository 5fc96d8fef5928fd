package dev.catchment.lookalike;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class LookalikeJsonTest {
  static LookalikeModel model() {
    return new LookalikeModel(
        LookalikeModel.KIND,
        LookalikeModel.VERSION,
        60,
        5000,
        60,
        4000,
        42,
        1,
        -4.5,
        List.of(new Driver("orders", 2, 0.1, 0.75, 2.1, 1.99), new Driver("site", 1, 0, 0, 1, 1)),
        new Evaluation(
            5, 60, 4000, 0.8125, List.of(new CurvePoint(1, 1, 0.011857707509881422, 1))));
  }

  private static final String TEXT =
      """
      {
        "kind" : "lookalike",
        "version" : 1,
        "seeds" : 60,
        "others" : 5000,
        "sampledSeeds" : 60,
        "sampledOthers" : 4000,
        "seed" : 42,
        "penalty" : 1.0,
        "intercept" : -4.5,
        "features" : [ {
          "name" : "orders",
          "mean" : 2.0,
          "deviation" : 0.1,
          "weight" : 0.75,
          "seedMean" : 2.1,
          "otherMean" : 1.99
        }, {
          "name" : "site",
          "mean" : 1.0,
          "deviation" : 0.0,
          "weight" : 0.0,
          "seedMean" : 1.0,
          "otherMean" : 1.0
        } ],
        "evaluation" : {
          "folds" : 5,
          "seeds" : 60,
          "others" : 4000,
          "auc" : 0.8125,
          "curve" : [ {
            "reach" : 1.0,
            "recall" : 1.0,
            "precision" : 0.011857707509881422,
            "lift" : 1.0
          } ]
        }
      }
      """;

  @Test
  public void writesTheDocumentedText() {
    assertEquals(TEXT, LookalikeJson.write(model()));
  }

  @Test
  public void readsWhatItWrote() {
    assertEquals(model(), LookalikeJson.read(TEXT, "model.json"));
    assertEquals(
        "a field of later is left alone",
        model(),
        LookalikeJson.read(TEXT.replace("{\n  \"kind\"", "{\"later\":1,\n\"kind\""), "model.json"));
  }

  @Test
  public void scoresByTheStandardizedFeatures() {
    assertEquals(0.5, LogisticModel.logistic(0), 0);
    assertEquals(
        LogisticModel.logistic(-4.5 + 0.75 * 2), model().score(new double[] {2.2, 99}), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> model().score(new double[] {1}));
  }

  @Test
  public void refusesWhatIsNoSuchModel() {
    assertRefused(TEXT.replace("\"version\" : 1", "\"version\" : 2"), "version is 2");
    assertRefused(TEXT.replace("\"lookalike\"", "\"other\""), "the kind is other");
    assertRefused(TEXT.replace("\"intercept\" : -4.5,", ""), "intercept");
    assertRefused(TEXT.replace("-4.5", "null"), "intercept");
    assertRefused(TEXT.replace("0.1,", "-0.1,"), "feature orders has the deviation -0.1");
    assertRefused(
        TEXT.replace("\"seeds\" : 60", "\"seeds\" : \"many\""),
        "the field seeds is missing or of another kind");
    for (String text : List.of("", "null", "[]", "{}", "{", "3", TEXT + "x")) {
      assertRefused(text, "train the model again");
    }
  }

  private static void assertRefused(String text, String words) {
    LookalikeException e =
        assertThrows(LookalikeException.class, () -> LookalikeJson.read(text, "dir/model.json"));
    assertTrue(e.getMessage(), e.getMessage().startsWith("dir/model.json: no model"));
    assertTrue(e.getMessage(), e.getMessage().contains(words));
  }
}
