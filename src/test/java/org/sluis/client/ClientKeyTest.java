package org.sluis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientKeyTest {
    @TempDir
    private Path folder;

    @Test
    void aKeyIsMadeOnceAndIsItsOwnersAlone() throws Exception {
        Path file = folder.resolve("clients/one.jwk");

        JWK made = ClientKey.readOrMake(file, "one-1");

        assertThat(ClientKey.readOrMake(file, "other")).isEqualTo(made);
        assertThat(made.getKeyID()).isEqualTo("one-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryContaining("glob:**one.jwk").isDirectoryNotContaining("glob:**new*");
    }

    @Test
    void thePublishedHalfHoldsNothingPrivate() throws Exception {
        JWK made = ClientKey.readOrMake(folder.resolve("one.jwk"), "one-1");

        assertThat(made.toJSONString()).contains("\"d\":");
        assertThat(ClientKey.publicJwks(made)).contains("one-1").doesNotContain("\"d\":");
    }

    @Test
    void whatIsNoPrivateKeyIsRefusedWithoutAWordOfIt() throws Exception {
        JWK made = ClientKey.readOrMake(folder.resolve("one.jwk"), "one-1");
        Path shared = Files.writeString(
                folder.resolve("public.jwk"), made.toPublicJWK().toJSONString());
        Path words = Files.writeString(folder.resolve("words.jwk"), "secret words");

        assertThatThrownBy(() -> ClientKey.read(shared)).isInstanceOf(Trouble.class);
        assertThatThrownBy(() -> ClientKey.read(words))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("words.jwk does not hold a private key")
                .hasMessageNotContaining("secret");
    }
}
