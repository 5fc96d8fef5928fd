package dev.catchment.pipelines.generate.stream;

import java.util.Arrays;
import java.util.function.Function;

/** The worlds that a stream can be of, beside the shop. */
enum StreamWorld {
  OPERATIONS("operations", 20, OperationsScene::new),
  TRADES("trades", 50, TradesScene::new),
  SENSORS("sensors", 100, SensorsScene::new),
  CAMPAIGNS("campaigns", 30, CampaignsScene::new);

  private final String word;
  private final int keys;
  private final Function<StreamSpec, Scene> scene;

  StreamWorld(String word, int keys, Function<StreamSpec, Scene> scene) {
    this.word = word;
    this.keys = keys;
    this.scene = scene;
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
    return scene.apply(spec);
  }
}
