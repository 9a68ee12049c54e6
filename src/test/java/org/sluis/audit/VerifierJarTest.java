package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small jar that pom.xml makes holds all that the verifier needs, and runs without anything else. */
class VerifierJarTest {
    private static final Path CLASSES = Path.of("target/classes");

    @TempDir
    Path temp;

    private Path jar;

    @BeforeEach
    void jar() throws IOException {
        jar = temp.resolve("sluis-verify.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : listed()) {
                out.putNextEntry(new JarEntry(CLASSES.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }

    @Test
    void needsNothingButItselfAndTheJdk() throws IOException {
        Set<String> inside = new TreeSet<>();
        Set<String> needed = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter().importPaths(listed())) {
            inside.add(each.getName());
            each.getDirectDependenciesFromSelf().stream()
                    .map(found -> found.getTargetClass().getBaseComponentType().getName())
                    .forEach(needed::add);
        }
        assertThat(inside).hasSizeGreaterThan(12);
        needed.removeAll(inside);
        // Annotations need not be there when the program runs.
        assertThat(needed)
                .allMatch(name -> name.startsWith("java.") || name.startsWith("org.jspecify.") || !name.contains("."));
    }

    @Test
    void verifiesAFolderAndAnAddress() throws Exception {
        List<byte[]> entries =
                IntStream.range(0, 300).mapToObj(i -> ("" + i).getBytes(UTF_8)).toList();
        Path log = temp.resolve("log");
        MemoryFiles.of(log, entries);
        String ok = LogVerifier.verify(log).message();
        Path key = Files.copy(log.resolve("key"), temp.resolve("published"));
        Path seen = Files.writeString(temp.resolve("seen"), MemoryFiles.note(entries.subList(0, 7)));
        Path newer = Files.writeString(temp.resolve("newer"), MemoryFiles.note(301, new byte[32]));
        assertThat(run(log.toString())).isEqualTo("0 " + ok);
        assertThat(run("--key", key.toString(), "--seen", seen.toString(), log.toString()))
                .isEqualTo("0 " + ok);
        assertThat(run("--seen", newer.toString(), log.toString())).startsWith("1 audit: 300 entries");
        assertThat(run()).startsWith("2 Usage: ");
        assertThat(run("--key", temp.resolve("none").toString(), log.toString()))
                .startsWith("2 cannot be read");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String name = exchange.getRequestURI().getPath().substring("/log/".length());
            Path file = log.resolve(name);
            boolean there = Files.isRegularFile(file);
            exchange.sendResponseHeaders(name.startsWith("broken") ? 500 : there ? 200 : 404, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(there ? Files.readAllBytes(file) : new byte[0]);
            }
        });
        server.start();
        try {
            String url = "http://localhost:" + server.getAddress().getPort() + "/log/";
            assertThat(run(url)).isEqualTo("0 " + ok);
            Files.write(log.resolve("tile/entries/000"), new byte[] {0});
            assertThat(run("--key", key.toString(), url)).startsWith("1 ").contains("FAILED from index 0 on");
            assertThat(run(url + "broken")).startsWith("2 cannot be read");
        } finally {
            server.stop(0);
        }
    }

    /** The exit code and what it said. */
    private String run(String... args) throws Exception {
        Path said = temp.resolve("said");
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jar.toString(),
                "org.sluis.cli.VerifyLog"));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int code = process.waitFor();
        return code + " " + Files.readString(said).strip();
    }

    /** The class files that pom.xml puts into the jar. */
    private static List<Path> listed() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        int from = pom.indexOf("<classifier>verify</classifier>");
        String configuration = pom.substring(from, pom.indexOf("</configuration>", from));
        List<PathMatcher> includes = Pattern.compile("<include>([^<]+)</include>")
                .matcher(configuration)
                .results()
                .map((MatchResult include) -> FileSystems.getDefault().getPathMatcher("glob:" + include.group(1)))
                .toList();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith(".class")
                            && !file.endsWith("package-info.class")
                            && includes.stream().anyMatch(include -> include.matches(CLASSES.relativize(file))))
                    .collect(Collectors.toList());
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
