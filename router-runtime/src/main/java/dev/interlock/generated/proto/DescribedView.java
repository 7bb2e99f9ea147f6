package dev.interlock.generated.proto;

/** A view whose {@code toString()} shows the values of its accessors. */
abstract class DescribedView {
    /** Adds the name of this view, and the values of its accessors, to a text. */
    protected abstract void describe(ViewText text);
}
