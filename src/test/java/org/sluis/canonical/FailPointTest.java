package org.sluis.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A point ends the process that was started to end there, at that time of coming there, and no other. */
class FailPointTest {
    private record Ran(int code, String said) {}

    @Test
    void endsTheProcessTheTimeItIsTold() throws Exception {
        assertThat(run("-Dsluis.halt=here:2")).isEqualTo(new Ran(137, "once "));
        assertThat(run("-Dsluis.halt=here:1")).isEqualTo(new Ran(137, ""));
    }

    @Test
    void doesNothingOtherwise() throws Exception {
        assertThat(run("-Dsluis.halt=there:1")).isEqualTo(new Ran(0, "once twice "));
        assertThat(run("-Dsluis.halt=here:3")).isEqualTo(new Ran(0, "once twice "));
        assertThat(run()).isEqualTo(new Ran(0, "once twice "));
    }

    private static Ran run(String... flags) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Walk.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), said);
    }

    /** Comes by twice. */
    static final class Walk {
        private Walk() {}

        public static void main(String[] none) {
            FailPoint.reach("here");
            System.out.print("once ");
            System.out.flush();
            FailPoint.reach("here");
            System.out.print("twice ");
        }
    }
}
