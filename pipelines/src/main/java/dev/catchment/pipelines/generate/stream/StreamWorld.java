package dev.catchment.pipelines.generate.stream;

import java.util.Arrays;

/** The worlds that a stream can be of, beside the shop. */
enum StreamWorld {
  OPERATIONS("operations", 20),
  TRADES("trades", 50),
  SENSORS("sensors", 100),
  CAMPAIGNS("campaigns", 30);

  private final String word;
  private final int keys;

  StreamWorld(String word, int keys) {
    this.word = word;
    this.keys = keys;
  }

  /** The world with a name, which must be one. */
  static StreamWorld of(String name) {
    return Arrays.stream(values()).filter(world -> world.word.equals(name)).findFirst().get();
  }

  /** How many keys it has unless it is told. */
  int keys() {
    return keys;
  }

  Scene scene(StreamSpec spec) {
    return switch (this) {
      case OPERATIONS -> new OperationsScene(spec);
      case TRADES -> new TradesScene(spec);
      case SENSORS -> new SensorsScene(spec);
      case CAMPAIGNS -> new CampaignsScene(spec);
    };
  }
}
