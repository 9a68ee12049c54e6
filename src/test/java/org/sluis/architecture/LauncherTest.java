package org.sluis.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code ./sluis}, with JDKs and a Maven that only say how they were called. */
class LauncherTest {
    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path temporary;

    private Path house;

    private record Said(int code, String text) {}

    @BeforeEach
    void aBuiltHouseInAFolderWithASpace() throws IOException {
        house = Files.createDirectories(temporary.resolve("a house"));
        Files.copy(Path.of("sluis"), house.resolve("sluis"), StandardCopyOption.COPY_ATTRIBUTES);
        write(house.resolve("pom.xml"), "<project/>", BUILT.minusSeconds(60));
        write(house.resolve("src/main/java/A.java"), "class A {}", BUILT.minusSeconds(60));
        Files.setLastModifiedTime(house.resolve("src/main/java"), FileTime.from(BUILT.minusSeconds(60)));
        Files.setLastModifiedTime(house.resolve("src/main"), FileTime.from(BUILT.minusSeconds(60)));
        write(house.resolve("target/sluis.jar"), "jar", BUILT);
        write(house.resolve("target/app/sluis.jar"), "jar", BUILT.plusSeconds(1));
        program(temporary.resolve("bin/mvn"), "echo \"[INFO] --- maven with $JAVA_HOME $*\"; touch target/sluis.jar");
    }

    @Test
    void theNewestJdkRunsTheProgram() throws Exception {
        jdk("998");
        Path newest = jdk("999");

        Said said = sluis(temporary, jdk("997"), "demo", "--keep");

        assertThat(said.code()).isZero();
        assertThat(said.text())
                .startsWith(newest + " ")
                .contains("-Dsluis.home=" + house + " ")
                .contains("-XX:+UseSerialGC")
                .endsWith("-jar " + house + "/target/app/sluis.jar demo --keep\n");
    }

    @Test
    void aFolderThatHoldsNoWholeJdkIsPassedOver() throws Exception {
        Files.delete(jdk("999").resolve("bin/javac"));
        Path whole = jdk("998");

        assertThat(sluis(temporary, whole, "demo").text()).startsWith(whole + " ");
    }

    @Test
    void aJdkBelow17IsRefused() throws Exception {
        Said said = run(temporary, Map.of("SLUIS_JAVA_HOME", jdk("16").toString(), "PATH", withoutInstaller()), "demo");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).contains("no JDK from 17 up found").contains("./sluis doctor");
    }

    @Test
    void whatIsBuiltIsNotBuiltAgain() throws Exception {
        assertThat(sluis(house, jdk("999"), "build").text()).isEqualTo("sluis: built\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "src/main/java/A.java"})
    void whatChangedIsBuiltAndUnpackedWithTheJdkFound(String changed) throws Exception {
        Files.setLastModifiedTime(house.resolve(changed), FileTime.from(BUILT.plusSeconds(60)));
        Path jdk = jdk("999");

        Said said = sluis(house, jdk, "build");

        assertThat(said.text())
                .contains("maven with " + jdk)
                .contains("package")
                .endsWith("sluis: built\n");
        assertThat(Files.getLastModifiedTime(house.resolve("target/app/sluis.jar"))
                        .toInstant())
                .isAfter(BUILT.plusSeconds(1));
    }

    @Test
    void aFailedBuildIsAFailure() throws Exception {
        program(temporary.resolve("bin/mvn"), "echo '[ERROR] no'; exit 1");
        Files.delete(house.resolve("target/sluis.jar"));

        Said said = sluis(house, jdk("999"), "demo");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).contains("[ERROR] no").contains("the build failed");
    }

    @Test
    void aFailedCheckIsAFailureAndArgumentsAreHandedOn() throws Exception {
        program(temporary.resolve("bin/mvn"), "echo \"$@\"; exit 3");

        Said said = sluis(temporary, jdk("999"), "test", "-Dtest=One Two");

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.text()).contains("verify -Dtest=One Two");
    }

    @Test
    void aShortCommandStartsFastAndQuiet() throws Exception {
        Path jdk = jdk("999");

        assertThat(sluis(house, jdk, "audit", "verify").text())
                .contains("-XX:TieredStopAtLevel=1")
                .contains("logback-plain.xml");
        assertThat(sluis(house, jdk, "serve").text())
                .doesNotContain("TieredStopAtLevel")
                .doesNotContain("logback");
    }

    @Test
    void whatTheDemoLoadsIsKeptForEveryStartFromThenOn() throws Exception {
        Path jdk = jdk("999");
        Path archive = house.resolve("target/app/classes-999.jsa");
        assertThat(sluis(house, jdk, "serve").text()).doesNotContain("SharedArchiveFile");

        assertThat(sluis(house, jdk, "build", "--archive").text()).endsWith("sluis: built, with an archive\n");
        assertThat(archive).content().startsWith("of demo --fresh --data " + house + "/target/");
        for (String command : List.of("serve", "demo", "chaos")) {
            assertThat(sluis(house, jdk, command).text())
                    .contains("-XX:SharedArchiveFile=" + archive + " -Xlog:cds*=off");
        }

        Files.setLastModifiedTime(
                house.resolve("target/app/sluis.jar"),
                FileTime.from(Files.getLastModifiedTime(archive).toInstant().plusSeconds(1)));
        assertThat(sluis(house, jdk, "serve").text()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void anArchiveThatWasNotWrittenIsAFailure() throws Exception {
        Path jdk = jdk("999");
        program(jdk.resolve("bin/java"), "exit 0");
        Said said = sluis(house, jdk, "build", "--archive");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).endsWith("sluis: the JDK wrote no archive\n");

        Said older = run(house, Map.of("SLUIS_JAVA_HOME", jdk("24").toString()), "build", "--archive");
        assertThat(older.code()).isEqualTo(1);
        assertThat(older.text()).contains("needs JDK 25");
    }

    @Test
    void aloneItPrintsItsHelp() throws Exception {
        assertThat(sluis(house, jdk("999")).text())
                .startsWith("Usage: ./sluis COMMAND")
                .contains("doctor");
        for (String command : List.of("test", "build", "doctor")) {
            assertThat(sluis(house, jdk("999"), command, "--help").text()).startsWith("Usage: ./sluis " + command);
        }
    }

    @Test
    void aLinkToItWorks() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("linked"), Path.of("a house/sluis"));

        Process process = prepare(
                        temporary, Map.of("JAVA_HOME", jdk("999").toString()), List.of(link.toString(), "demo"))
                .start();

        assertThat(end(process).text()).contains("-Dsluis.home=" + house + " ");
    }

    private Said sluis(Path from, Path javaHome, String... arguments) throws Exception {
        return run(from, Map.of("JAVA_HOME", javaHome.toString()), arguments);
    }

    private Said run(Path from, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of(house.resolve("sluis").toString()), Stream.of(arguments))
                .toList();
        return end(prepare(from, environment, command).start());
    }

    private ProcessBuilder prepare(Path from, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(from.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SLUIS_") || name.equals("MAVEN_OPTS"));
        builder.environment().put("PATH", temporary.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("HOME", temporary.toString());
        builder.environment().putAll(environment);
        return builder;
    }

    private static Said end(Process process) throws Exception {
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), text);
    }

    /** Where sdkman keeps its JDKs, which is one of the places that are looked at. */
    private Path jdk(String version) throws IOException {
        Path home = temporary.resolve(".sdkman/candidates/java/a jdk " + version);
        write(home.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n", BUILT);
        // Called to unpack or to write an archive, it leaves what that leaves.
        program(
                home.resolve("bin/java"),
                "case $1 in *jarmode*) mkdir -p \"$6\"; touch \"$6/sluis.jar\" ;; esac; for flag; do case $flag in"
                        + " -XX:ArchiveClassesAtExit=*) echo \"of ${*#*sluis.jar }\" >\"${flag#*=}\" ;; esac; done; echo \""
                        + home + " $*\"");
        program(home.resolve("bin/javac"), "exit 0");
        return home;
    }

    /** A PATH with the shell's own tools, and without apt. */
    private String withoutInstaller() throws IOException {
        Path tools = Files.createDirectories(temporary.resolve("tools"));
        for (String tool : List.of("bash", "env", "dirname", "sed", "id")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
        return tools.toString();
    }

    private static void program(Path file, String script) throws IOException {
        write(file, "#!/bin/sh\n" + script + "\n", BUILT);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text, Instant changed) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(changed));
    }
}
