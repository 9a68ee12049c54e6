package org.sluis.party;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Refused;
import org.sluis.database.Database;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** One gateway with nothing but its party room, on a port of its own; several may share a database and a key folder. */
final class Node implements AutoCloseable {
    static final String ISSUER = "https://sluis.waterlee.example";

    private final ConfigurableApplicationContext context;

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Node start(Database database, Path keys, String... properties) {
        return start(database, keys, Clock.systemUTC(), properties);
    }

    static Node start(Database database, Path keys, Clock clock, String... properties) {
        String[] all = new String[properties.length + 2];
        all[0] = "--server.port=0";
        all[1] = "--sluis.auth.issuer=" + ISSUER;
        System.arraycopy(properties, 0, all, 2, properties.length);
        return new Node(new SpringApplicationBuilder(Rooms.class)
                .initializers(context -> ((GenericApplicationContext) context).registerBean(Clock.class, () -> clock))
                .initializers(context ->
                        ((GenericApplicationContext) context).registerBean(Transactions.class, database::transactions))
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(KeyFolder.class, () -> KeyFolder.open(keys, Ids.random())))
                .run(all));
    }

    URI at(String path) {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    <T> T the(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, CamelAutoConfiguration.class})
    @Import({PartyConfiguration.class, SecurityConfiguration.class, TokenEndpointConfiguration.class, Who.class})
    static class Rooms {
        @Bean
        Ids ids() {
            return Ids.random();
        }

        @Bean
        Ledger ledger(Transactions transactions, KeyFolder keys, Ids ids) {
            return Ledger.open(transactions, keys, ids);
        }
    }

    /** Says who called. */
    @RestController
    static class Who {
        @GetMapping("/v1/who")
        String who(Caller caller) {
            return caller.tenant() + " " + caller.client() + " " + caller.party();
        }

        @ExceptionHandler
        ResponseEntity<String> refused(Refused refused) {
            return ResponseEntity.status(refused.reason().status())
                    .body(refused.reason().code());
        }
    }
}
