package org.sluis;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Ids;
import org.sluis.canonical.ReasonTexts;
import org.sluis.database.Database;
import org.sluis.database.DatabaseSettings;
import org.sluis.database.Transactions;
import org.sluis.gate.Gate;
import org.sluis.gate.Receive;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.SignedClaims;
import org.sluis.vault.Vault;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The gateway. The database, its migration and its transactions are ours to open: Spring's own are left out, so that no
 * transaction begins anywhere but where the log is written.
 */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Sluis",
                        version = "v1",
                        description = "A gate between school administration systems and youth-care record systems"))
@SpringBootApplication(
        exclude = {
            DataSourceAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            FlywayAutoConfiguration.class
        })
public class SluisApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Ids ids() {
        return Ids.random();
    }

    @Bean
    Dictionary dictionary(@Value("${sluis.home}") String home) {
        return Dictionary.load(Path.of(home).resolve("consent-policies/dictionary.yaml"));
    }

    @Bean
    ReasonTexts reasonTexts() {
        return new ReasonTexts();
    }

    @Bean
    Database database(Environment environment, @Value("${sluis.data}") String data, Clock clock) {
        Map<String, String> settings = new HashMap<>();
        for (String key : DatabaseSettings.KEYS) {
            String value = environment.getProperty(key);
            if (value != null) {
                settings.put(key, value);
            }
        }
        return Database.open(DatabaseSettings.from(settings, Path.of(data), clock));
    }

    @Bean
    Transactions transactions(Database database) {
        return database.transactions();
    }

    @Bean
    KeyFolder keyFolder(@Value("${sluis.data}") String data, Ids ids) {
        return KeyFolder.open(Path.of(data).resolve("keys"), ids);
    }

    @Bean
    Vault vault(Database database, KeyFolder keys, Ids ids) {
        return Vault.open(database, keys, ids);
    }

    @Bean
    SignedClaims signedClaims(KeyFolder keys) {
        return new SignedClaims(keys);
    }

    @Bean
    Receive receive(Ids ids, Clock clock, @Value("${sluis.demo}") boolean demo) {
        return new Receive(Gate.warm(), ids, clock, demo);
    }
}
