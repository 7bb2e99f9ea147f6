package dev.interlock.internal.engine;

import dev.interlock.internal.syntax.FieldSection;
import dev.interlock.observe.ObservedFields;

/** Fields of a response for one event. Reused for the next event. */
final class ObservedSection implements ObservedFields {
    private FieldSection section = FieldSection.EMPTY;

    ObservedSection wrap(FieldSection fields) {
        section = fields;
        return this;
    }

    /** Drops the reference to the fields after the event. */
    void clear() {
        section = FieldSection.EMPTY;
    }

    @Override
    public int count() {
        return section.size();
    }

    @Override
    public byte[] bytes() {
        return section.bytes();
    }

    @Override
    public int nameFrom(int field) {
        return section.nameFrom(field);
    }

    @Override
    public int nameTo(int field) {
        return section.nameTo(field);
    }

    @Override
    public int valueFrom(int field) {
        return section.valueFrom(field);
    }

    @Override
    public int valueTo(int field) {
        return section.valueTo(field);
    }
}
