package org.sluis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluis.database.DatabaseSettings.Bundled;
import org.sluis.database.DatabaseSettings.Own;

class DatabaseSettingsTest {
    private static final Path DATA = Path.of("data");

    @Test
    void withoutAUrlTheBundledServerIsMeant() {
        assertThat(read(Map.of()).where()).isEqualTo(new Bundled(DATA));
    }

    @Test
    void anOwnServerIsReadWithItsThreeLogins() {
        Own own = (Own) read(Map.of(
                        "SLUIS_DB_URL", "jdbc:postgresql://db/sluis",
                        "SLUIS_DB_OWNER_PASSWORD", "1",
                        "SLUIS_DB_APP_USER", "app_2027",
                        "SLUIS_DB_APP_PASSWORD", "2",
                        "SLUIS_DB_AUDITOR_PASSWORD", "3",
                        "SLUIS_DB_POOL", "4"))
                .where();
        assertThat(own.owner()).isEqualTo(new Login("sluis_owner", "1"));
        assertThat(own.app()).isEqualTo(new Login("app_2027", "2"));
        assertThat(own.auditor()).isEqualTo(new Login("sluis_auditor", "3"));
    }

    @Test
    void namesTheVariableThatIsMissingOrWrong() {
        assertThatThrownBy(() -> read(Map.of("SLUIS_DB_URL", "jdbc:postgresql://db/sluis")))
                .hasMessageContaining("SLUIS_DB_OWNER_PASSWORD");
        assertThatThrownBy(() -> read(Map.of(
                        "SLUIS_DB_URL", "jdbc:h2:mem:x",
                        "SLUIS_DB_OWNER_PASSWORD", "1",
                        "SLUIS_DB_APP_PASSWORD", "2",
                        "SLUIS_DB_AUDITOR_PASSWORD", "3")))
                .hasMessageContaining("SLUIS_DB_URL");
        assertThatThrownBy(() -> read(Map.of("SLUIS_DB_POOL", "many"))).hasMessageContaining("SLUIS_DB_POOL");
        assertThatThrownBy(() -> read(Map.of("SLUIS_DB_POOL", "0"))).hasMessageContaining("SLUIS_DB_POOL");
    }

    private static DatabaseSettings read(Map<String, String> environment) {
        return DatabaseSettings.from(environment, DATA, Clock.systemUTC());
    }
}
