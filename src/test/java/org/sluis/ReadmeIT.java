package org.sluis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Runs the commands of the README as they stand there, against a demo that was left running. The demo's own command is
 * run by {@code DemoIT}; {@code ./sluis test} is what runs this.
 */
class ReadmeIT {
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\\n(.*?)```");

    private record Ran(int code, String output) {}

    @Test
    void everyCommandOfTheReadmeWorks() throws Exception {
        List<String> commands = new ArrayList<>();
        BLOCK.matcher(ReadmeTest.readme())
                .results()
                .forEach(block -> commands.addAll(block.group(1).lines().toList()));
        assertThat(commands).startsWith("./sluis demo", "./sluis test").hasSizeGreaterThan(4);
        Process demo = start("./sluis demo --keep --fresh");
        try {
            waitFor(demo, "demo: delivered=");
            for (String command : commands.subList(2, commands.size())) {
                Ran ran = run(command);
                assertThat(ran.code()).as(command + "\n" + ran.output()).isZero();
                if (command.contains("send")) {
                    assertThat(ran.output()).containsIgnoringCase("delivered");
                }
            }
        } finally {
            demo.descendants().forEach(ProcessHandle::destroy);
            demo.destroy();
            demo.onExit().join();
        }
    }

    private static Process start(String command) throws IOException {
        return new ProcessBuilder("bash", "-c", "exec " + command)
                .directory(Path.of("").toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static void waitFor(Process process, String line) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        String next = output.readLine();
        while (next != null && !next.startsWith(line)) {
            said.append(next).append('\n');
            next = output.readLine();
        }
        assertThat(next).as(said.toString()).isNotNull();
        Thread rest = new Thread(() -> output.lines().forEach(ignored -> {}), "demo-output");
        rest.setDaemon(true);
        rest.start();
    }

    private static Ran run(String command) throws IOException {
        Process process = start(command);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.onExit().join().exitValue(), output);
    }
}
