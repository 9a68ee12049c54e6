package org.sluis.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.sluis.SluisApplication;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description = "Run the gateway. Settings: docs/configuration.md; SLUIS_DB_URL names a PostgreSQL of your own.")
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "PORT", description = "Its port (default: 8080).")
    private @Nullable Integer port;

    @Option(names = "--data", paramLabel = "DIR", description = "Its data folder (default: data).")
    private @Nullable Path data;

    @Override
    public Integer call() throws InterruptedException {
        List<String> settings = new ArrayList<>();
        settings.add("--sluis.home=" + Home.folder());
        settings.add("--sluis.data=" + (data == null ? Home.data() : data));
        if (port != null) {
            settings.add("--server.port=" + port);
        }
        CountDownLatch stopped = new CountDownLatch(1);
        SpringApplication.run(SluisApplication.class, settings.toArray(String[]::new))
                .addApplicationListener(event -> {
                    if (event instanceof org.springframework.context.event.ContextClosedEvent) {
                        stopped.countDown();
                    }
                });
        stopped.await();
        return Sluis.DONE;
    }
}
