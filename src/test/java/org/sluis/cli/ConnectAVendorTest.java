package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows docs/connect-a-vendor.md to the letter in a copy of the folders: writes each file, runs each command in a shell, and
 * looks for each line that the page says comes of it. The first message goes over a real gateway to a real FHIR server.
 */
class ConnectAVendorTest {
    private static final Pattern BLOCK = Pattern.compile("```(\\w+) ?([^\\n]*)\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern ANSWERS = Pattern.compile("the gateway answers on (http://\\S+)");

    @TempDir
    private Path home;

    private Process demo;
    private String gateway = "";
    private int files;
    private int commands;

    private record Ran(int code, String output) {}

    @AfterEach
    void stop() {
        if (demo != null) {
            demo.descendants().forEach(ProcessHandle::destroy);
            demo.destroy();
            demo.onExit().join();
        }
    }

    @Test
    void thePageLeadsToAMessageThatIsDelivered() throws Exception {
        for (String folder : List.of("routes", "consent-policies", "test-fixtures")) {
            copy(Path.of(folder), home.resolve(folder));
        }
        launcher();
        Ran last = new Ran(0, "");
        int told = 0;
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/connect-a-vendor.md")));
        while (block.find()) {
            String text = block.group(3);
            switch (block.group(1)) {
                case "sh" -> last = run(text, block.group(2).isEmpty() ? 0 : Integer.parseInt(block.group(2)));
                case "text" -> {
                    String said = last.output();
                    assertThat(text.lines()).allSatisfy(line -> assertThat(said).containsPattern(spaced(line)));
                    told += (int) text.lines().count();
                }
                default -> write(block.group(2), text);
            }
        }
        assertThat(List.of(files, commands, told)).isEqualTo(List.of(4, 10, 17));
        assertThat(CommandsTest.sluis("connector", "test").out()).doesNotContain("boomgaard");
    }

    /** The widths of columns are left to the table. */
    private static Pattern spaced(String line) {
        return Pattern.compile(Stream.of(line.strip().split(" +"))
                .map(Pattern::quote)
                .reduce((a, b) -> a + " +" + b)
                .orElseThrow());
    }

    private void write(String where, String text) throws IOException {
        files++;
        boolean more = where.startsWith(">> ");
        Path file = home.resolve(more ? where.substring(3) : where);
        Files.createDirectories(file.getParent());
        if (more) {
            assertThat(file).exists();
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } else {
            Files.writeString(file, text);
        }
    }

    private Ran run(String text, int code) throws Exception {
        commands++;
        if (text.startsWith("./sluis demo")) {
            demo = start(text);
            return new Ran(0, waitFor("demo: delivered="));
        }
        Process process = start("set -e\n" + text);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Ran ran = new Ran(process.onExit().join().exitValue(), output);
        assertThat(ran.code()).as(text + "\n" + output).isEqualTo(code);
        return ran;
    }

    private Process start(String text) throws IOException {
        ProcessBuilder shell =
                new ProcessBuilder("bash", "-c", text).directory(home.toFile()).redirectErrorStream(true);
        shell.environment().put("GATEWAY", gateway);
        return shell.start();
    }

    /** The rest of what it says is read over, or it would wait for somebody to read it. */
    private String waitFor(String line) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String next = output.readLine(); next != null; next = output.readLine()) {
            said.add(next);
            Matcher answers = ANSWERS.matcher(next);
            if (answers.find()) {
                gateway = answers.group(1);
            }
            if (next.startsWith(line)) {
                Thread rest = new Thread(() -> output.lines().forEach(ignored -> {}), "demo-output");
                rest.setDaemon(true);
                rest.start();
                return String.join("\n", said);
            }
        }
        throw new AssertionError(String.join("\n", said));
    }

    /** As the project's own, of the classes under test; and where the usual port is taken it tells where the gateway is. */
    private void launcher() throws IOException {
        Path launcher = home.resolve("sluis");
        Files.writeString(
                launcher, """
                #!/usr/bin/env bash
                more=()
                if [ "$1" = send ] && [ -n "$GATEWAY" ]; then more=(--gateway "$GATEWAY"); fi
                exec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8 \\
                  -Dlogback.configurationFile=logback-plain.xml "-Dsluis.home=$PWD" -cp '%s' org.sluis.cli.Sluis "$@" "${more[@]}"
                """.formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.sorted().toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
