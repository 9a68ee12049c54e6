package org.sluis.policy;

import org.sluis.canonical.Label;
import org.sluis.party.PartyKind;

/** What a kind of organisation is called by people who do not work there. */
public final class KindWords {
    private KindWords() {}

    /** With its article. */
    public static Label of(PartyKind kind) {
        return switch (kind) {
            case SCHOOL -> new Label("de school", "the school");
            case CHILDCARE -> new Label("de kinderopvang", "the childcare centre");
            case MBO -> new Label("de mbo-school", "the vocational school");
            case YOUTH_TEAM -> new Label("het jeugdteam van de gemeente", "the municipality's youth team");
            case MUNICIPALITY -> new Label("de gemeente", "the municipality");
            case YOUTH_CARE_PROVIDER -> new Label("de jeugdhulp", "youth care");
            case CERTIFIED_INSTITUTION -> new Label("de jeugdbescherming", "youth protection");
            case MEDICAL_TREATMENT -> new Label("de behandelaar", "the medical practitioner");
            case REPORTING_CENTRE -> new Label("het meldpunt", "the reporting centre");
            case REFERENCE_INDEX -> new Label("de verwijsindex", "the reference index");
            case CHILD_PROTECTION_BOARD -> new Label("de Raad voor de Kinderbescherming", "the child protection board");
        };
    }
}
