package org.sluis.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The ledger of one player: JSON a line, on disk before the player goes on. Times in it are nanoseconds of the machine's
 * one monotonic clock ({@link System#nanoTime}, CLOCK_MONOTONIC on Linux), so that they compare between processes.
 */
final class Journal implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileChannel file;

    Journal(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        this.file = FileChannel.open(path, CREATE, WRITE, APPEND);
    }

    /** A line to be filled, of something that happens now. */
    static ObjectNode line(String what) {
        return JSON.createObjectNode().put("do", what).put("at", System.nanoTime());
    }

    /** On disk when this returns. */
    synchronized void write(ObjectNode line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** All lines, oldest first; none where there is no such file. A last line that was cut off does not count. */
    static List<JsonNode> read(Path path) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        if (Files.exists(path)) {
            for (String line : Files.readString(path).split("\n")) {
                try {
                    lines.add(JSON.readTree(line));
                } catch (JsonProcessingException cutOff) {
                    // Its player was ended while it wrote.
                }
            }
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
