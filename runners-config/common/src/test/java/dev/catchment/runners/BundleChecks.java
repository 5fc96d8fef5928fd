package dev.catchment.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.LocalFileSystemRegistrar;
import org.apache.beam.sdk.options.DefaultPipelineOptionsRegistrar;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.apache.beam.sdk.runners.PipelineRunnerRegistrar;
import org.junit.ClassRule;
import org.junit.Test;

/** What holds for the bundle of every runner. */
public abstract class BundleChecks {
  @ClassRule
  public static final Processes PROCESSES = new Processes(Path.of("target/bundle"), Map.of());

  private final String runner;

  protected BundleChecks(String runner) {
    this.runner = runner;
  }

  /** The bundle of a runner. */
  public static Path bundle(String runner) {
    return Path.of("..", runner, "target", "catchment-" + runner + "-bundle.jar")
        .toAbsolutePath()
        .normalize();
  }

  /** The class that registers the runner and its options. */
  protected abstract String registrar();

  @Test
  public void servicesOfSeveralJarsAreTogether() throws IOException {
    assertThat(
        services(PipelineOptionsRegistrar.class.getName()),
        hasItems(DefaultPipelineOptionsRegistrar.class.getName(), registrar() + "$Options"));
    assertThat(
        services(PipelineRunnerRegistrar.class.getName()), hasItems(registrar() + "$Runner"));
    assertThat(
        services(FileSystemRegistrar.class.getName()),
        hasItems(LocalFileSystemRegistrar.class.getName()));
    assertThat(services("dev.catchment.pipelines.RunnerSupport"), not(empty()));
  }

  @Test
  public void nothingIsThereTwice() throws IOException {
    Set<String> seen = new HashSet<>();
    List<String> twice = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(bundle(runner)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!seen.add(entry.getName())) {
          twice.add(entry.getName());
        }
      }
    }
    assertThat(seen, hasItems("dev/catchment/pipelines/Catchment.class", "META-INF/NOTICE"));
    assertThat(twice, empty());
  }

  @Test
  public void noSignatureAndNoModuleIsLeft() throws IOException {
    assertThat(entries("(META-INF/[^/]*\\.(SF|RSA|DSA)|(.*/)?module-info\\.class)"), empty());
  }

  /** The bundle starts without anything else. */
  protected final void expectHelp() {
    PROCESSES.run("help-" + runner, List.of("-jar", bundle(runner).toString(), "help", "collect"));
    assertThat(
        PROCESSES.said("help-" + runner).lines().toList(),
        hasItems(
            "  --config=TEXT (required)",
            "  --output=TEXT (required, but for --preview, but for --streaming)"));
  }

  /** The bundle can read options: what all the registered ones name is in it. */
  protected final void expectOptions() {
    Process process =
        PROCESSES.start("options-" + runner, List.of("-jar", bundle(runner).toString(), "collect"));
    assertThat(Processes.exitStatus(process), is(2));
    assertThat(PROCESSES.said("options-" + runner), containsString("collect needs --config=TEXT"));
  }

  @Test
  public void itsLicencesAreThere() throws IOException {
    assertThat(
        entries("META-INF/[A-Za-z-]*"),
        hasItems("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/NOTICE-Catchment"));
  }

  /** The names of entries that match. */
  protected final Collection<String> entries(String pattern) throws IOException {
    try (JarFile jar = new JarFile(bundle(runner).toFile())) {
      return jar.stream().map(ZipEntry::getName).filter(name -> name.matches(pattern)).toList();
    }
  }

  private List<String> services(String type) throws IOException {
    try (JarFile jar = new JarFile(bundle(runner).toFile());
        InputStream in = jar.getInputStream(jar.getEntry("META-INF/services/" + type))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
