package dev.interlock.generated.proto;

/** Types of the keys of a map. */
enum MapKeys {
    TEXT("strings"),
    INTEGER("integers"),
    BOOLEAN("bool");

    private final String plural;

    MapKeys(String plural) {
        this.plural = plural;
    }

    /** Rejects a lookup with a key of another type. */
    void require(MapKeys wanted) {
        if (this != wanted) {
            throw new IllegalArgumentException(
                    "The keys are not " + wanted.plural + ". Tip: pass a key of the type of key()");
        }
    }
}
