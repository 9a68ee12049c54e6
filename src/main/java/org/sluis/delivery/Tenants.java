package org.sluis.delivery;

import java.util.List;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.policy.InForce;

/** The controllers whose outboxes are worked off; the rules of each are put in force before its first claim. */
final class Tenants {
    private final Transactions transactions;
    private final InForce policy;

    Tenants(Transactions transactions, InForce policy) {
        this.transactions = transactions;
        this.policy = policy;
    }

    List<String> all() {
        List<String> all = transactions.across(
                connection -> Rows.query(connection, "SELECT id FROM tenant ORDER BY id", row -> row.getString(1)));
        all.forEach(policy::of);
        return all;
    }
}
