package org.sluis.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyRevocation;
import com.nimbusds.jose.util.Base64;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluis.TestAuthority;

/** A key is good in what its own period, its revocation and its certificate have in common; none of them makes it longer. */
class RecipientKeyPeriodTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Duration DAY = Duration.ofDays(1);

    private final KeyPair pair = TestAuthority.pair();

    @Test
    void withoutAPeriodItHasNoEnd() {
        RecipientKey key = parsed(builder());
        assertThat(key.until()).isEmpty();
        assertThat(key.goodAt(NOW.plus(Duration.ofDays(36_500)))).isTrue();
    }

    @Test
    void itBeginsAndEndsWhenItSays() {
        RecipientKey key = parsed(builder().notBeforeTime(Date.from(NOW)).expirationTime(Date.from(NOW.plus(DAY))));
        assertThat(key.until()).contains(NOW.plus(DAY));
        assertThat(key.goodAt(NOW.minusSeconds(1))).isFalse();
        assertThat(key.goodAt(NOW)).isTrue();
        assertThat(key.goodAt(NOW.plus(DAY).minusSeconds(1))).isTrue();
        assertThat(key.goodAt(NOW.plus(DAY))).isFalse();
    }

    @Test
    void itEndsWhenItWasRevoked() {
        RecipientKey key = parsed(builder()
                .expirationTime(Date.from(NOW.plus(DAY)))
                .keyRevocation(new KeyRevocation(Date.from(NOW), KeyRevocation.Reason.COMPROMISED)));
        assertThat(key.until()).contains(NOW);
        assertThat(key.goodAt(NOW)).isFalse();
    }

    @Test
    void itEndsWithItsCertificateAndBeginsWithIt() throws Exception {
        RecipientKey key = parsed(
                builder().x509CertChain(certificate(pair)).expirationTime(Date.from(NOW.plus(DAY.multipliedBy(9)))));
        assertThat(key.until()).contains(NOW.plus(DAY));
        assertThat(key.goodAt(NOW.minus(DAY).minusSeconds(1))).isFalse();
        assertThat(key.goodAt(NOW)).isTrue();
        assertThat(key.goodAt(NOW.plus(DAY))).isFalse();
    }

    @Test
    void aCertificateOfAnotherKeyIsRefused() throws Exception {
        String own = builder().build().toJSONString();
        String other = own.substring(0, own.length() - 1) + ",\"x5c\":[\""
                + certificate(TestAuthority.pair()).get(0) + "\"]}";
        assertThatThrownBy(() -> RecipientKey.parse(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is of that key");
        String none = own.substring(0, own.length() - 1) + ",\"x5c\":[\"AAAA\"]}";
        assertThatThrownBy(() -> RecipientKey.parse(none)).isInstanceOf(IllegalArgumentException.class);
    }

    private ECKey.Builder builder() {
        return new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic()).keyID("a");
    }

    private static RecipientKey parsed(ECKey.Builder key) {
        return RecipientKey.parse(key.build().toJSONString());
    }

    private static List<Base64> certificate(KeyPair of) throws CertificateEncodingException {
        return List.of(Base64.encode(new TestAuthority("Waterlee CA")
                .issue(of, "care.example", NOW.minus(DAY), NOW.plus(DAY))
                .chain()[0]
                .getEncoded()));
    }
}
