package org.sluis.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work on several threads at once. */
final class Workers {
    private Workers() {}

    @FunctionalInterface
    interface Work<T> {
        T run(int worker) throws Exception;
    }

    /**
     * Waits for all of them.
     *
     * @throws IllegalStateException with the first failure as its cause
     */
    static <T> List<T> each(int workers, Work<T> work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                int worker = i;
                running.add(threads.submit(() -> work.run(worker)));
            }
            List<T> done = new ArrayList<>();
            for (Future<T> each : running) {
                done.add(each.get());
            }
            return done;
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a worker failed", failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
