package dev.catchment.store;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a batch is about to put into a store, written before its first file is put there, so that
 * the files of a run that was killed are known. It stands beside the manifests and goes when the
 * batch is published.
 *
 * @param batch the number that the batch will have
 * @param id the id of the run
 * @param job its job
 * @param started when that job started, ISO-8601
 * @param staging the folder, within the store, that it stages its files in
 * @param places the files that it will put into the store
 * @param outputs the outputs beside the batch, such as {@code summary.json}, that follow it
 * @param stale the outputs of earlier jobs that go with the batch, such as {@code profiles}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Intent(
    @JsonProperty(value = "batch", required = true) int batch,
    @JsonProperty(value = "id", required = true) String id,
    @JsonProperty(value = "job", required = true) String job,
    @JsonProperty(value = "started", required = true) String started,
    @JsonProperty(value = "staging", required = true) String staging,
    @JsonProperty(value = "places", required = true) List<String> places,
    @JsonProperty(value = "outputs", required = true) List<String> outputs,
    @JsonProperty(value = "stale", required = true) List<String> stale) {

  public Intent {
    checkArgument(batch >= 1, "batch is %s, not at least 1", batch);
    places = List.copyOf(places);
    outputs = List.copyOf(outputs);
    stale = List.copyOf(stale);
    places.forEach(StoredFile::checkPath);
  }
}
