package org.sluis.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program that keeps what it is told to keep: {@code keep MB}, and {@code thin}, which drops a little here and there. */
final class Hoarder {
    private static final int PIECE = 1000;

    private Hoarder() {}

    public static void main(String[] arguments) throws IOException {
        List<byte[]> kept = new ArrayList<>();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("keep ")) {
                for (int i = 0; i < Integer.parseInt(line.substring(5)) * 1_000_000 / PIECE; i++) {
                    kept.add(new byte[PIECE]);
                }
            } else {
                for (int i = 0; i < kept.size(); i += 30) {
                    kept.set(i, null);
                }
            }
            System.out.println("DID " + line);
        }
    }
}
