package dev.catchment.pipelines.repair;

import java.util.List;
import java.util.Optional;

/**
 * What seems to help records of one cause.
 *
 * @param patch the patch; empty where a person has to say more
 * @param yaml the patch as it stands in a file, without source and reason
 * @param remarks what to look at before it is used
 */
record Proposal(Optional<SourcePatch> patch, String yaml, List<String> remarks) {
  Proposal {
    remarks = List.copyOf(remarks);
  }

  static Proposal of(SourcePatch patch, String yaml, List<String> remarks) {
    return new Proposal(Optional.of(patch), yaml, remarks);
  }

  /** A patch in which a person has to fill in the words in capitals. */
  static Proposal unfinished(String yaml, String remark) {
    return new Proposal(Optional.empty(), yaml, List.of(remark));
  }
}
