package dev.catchment.store;

import static org.junit.Assert.assertEquals;

import dev.catchment.model.Alert;
import dev.catchment.model.Measured;
import dev.catchment.model.Measured.Pane;
import dev.catchment.model.SeriesKey;
import java.util.List;
import org.junit.Test;

public class AlertJsonTest {
  @Test
  public void alertIsOneLine() {
    Alert alert =
        new Alert(
            Alert.Status.OPEN,
            Alert.Severity.CRITICAL,
            "shop",
            "a\n\"b\"",
            "errors",
            "many",
            0,
            0,
            60_000,
            0.25,
            Double.NaN,
            1,
            "0.25 is above 0.1");
    assertEquals(
        "{'id':'%s','status':'open','severity':'critical','monitor':'shop','key':'a\\n\\'b\\'',"
                .formatted(alert.id())
                .replace("\\'", "\\\"")
                .replace('\'', '"')
            + ("'metric':'errors','rule':'many','opened':'1970-01-01T00:00:00Z',"
                    + "'window_start':'1970-01-01T00:00:00Z','window_end':'1970-01-01T00:01:00Z',"
                    + "'value':0.25,'expected':null,'score':1.0,'reason':'0.25 is above 0.1'}")
                .replace('\'', '"'),
        AlertJson.write(alert));
  }

  @Test
  public void valuesStandByTheirNames() {
    assertEquals(
        ("{'monitor':'shop','key':'k','window_start':'1970-01-01T00:00:00Z',"
                + "'window_end':'1970-01-01T00:01:00Z','pane':'on_time','events':3,"
                + "'values':{'count':3.0,'mean':null}}")
            .replace('\'', '"'),
        AlertJson.write(
            new SeriesKey("shop", "k"),
            List.of("count", "mean"),
            Measured.of(0, 60_000, Pane.ON_TIME, 3, 1, 2, 3, Double.NaN)));
  }
}
