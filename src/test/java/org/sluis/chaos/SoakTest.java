package org.sluis.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What grows is told, and what is dead is not counted: of a process that was started as the nodes of a storm are. */
class SoakTest {
    private static final Pattern HEAP = Pattern.compile("heap ([0-9.]+) to ([0-9.]+) MB");

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private Spawned process;

    @BeforeEach
    void start() throws Exception {
        process =
                Spawned.program(folder, folder.resolve("said"), List.of(Hoarder.class.getName()), List.of(), Map.of());
        does("keep 100");
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @Test
    void aHeapThatGrowsIsTold() throws Exception {
        Soak soak = new Soak(process.pid(), () -> 4);
        does("keep 18");
        assertThat(soak.end(0, told::add)).hasSize(1).allMatch(line -> line.startsWith("soak: the heap grew by 1"));
    }

    @Test
    void connectionsThatGrowAreTold() throws Exception {
        var connections = new java.util.concurrent.atomic.AtomicLong(4);
        Soak soak = new Soak(process.pid(), connections::get);
        connections.set(9);
        assertThat(soak.end(0, told::add)).containsExactly("soak: there are 5 more connections");
    }

    @Test
    void whatIsDeadIsNotCounted() throws Exception {
        Soak soak = new Soak(process.pid(), () -> 4);
        does("thin");
        assertThat(soak.end(0, told::add)).isEmpty();
        Matcher heap = HEAP.matcher(told.get(0));
        assertThat(heap.find()).isTrue();
        assertThat(Double.parseDouble(heap.group(1)) - Double.parseDouble(heap.group(2)))
                .as("a thirtieth of 100 MB was dropped: %s", told)
                .isGreaterThan(3);
    }

    private void does(String line) throws Exception {
        process.tell(line);
        process.awaitSaid("DID " + line);
    }
}
