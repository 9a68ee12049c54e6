package org.sluis.architecture.counterexample;

import java.security.SecureRandom;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes chance in each of the ways that are not allowed. */
final class Randomness {
    final UUID id = UUID.randomUUID();
    final double chance = Math.random();
    final Random random = new Random();
    final Random secure = new SecureRandom();
    final Random local = ThreadLocalRandom.current();
}
