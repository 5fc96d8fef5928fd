package dev.catchment.cluster;

/** Projects rows as a {@link FeatureSpace} does, into the same array again and again. */
final class Projector {
  private final StandardScaler scaler;
  private final PrincipalComponents components;
  private final double[] scaled;
  private final double[] coordinates;

  Projector(FeatureSpace space) {
    this.scaler = space.scaler();
    this.components = space.components();
    this.scaled = new double[scaler.size()];
    this.coordinates = components.count() == 0 ? scaled : new double[components.count()];
  }

  /** The coordinates of a row, in an array that changes with the next row. */
  double[] project(double[] raw) {
    scaler.scale(raw, scaled);
    if (coordinates != scaled) {
      components.project(scaled, coordinates);
    }
    return coordinates;
  }

  double[] coordinates() {
    return coordinates;
  }
}
