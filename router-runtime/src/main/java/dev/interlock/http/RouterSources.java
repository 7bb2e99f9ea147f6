package dev.interlock.http;

/**
 * Classes from which a router was generated: controllers, and other classes with annotations of Interlock. Generated
 * code extends this class. The comparison is between the current digest of each class and its digest when the router
 * was compiled. Immutable.
 */
public abstract class RouterSources {
    private final int count;

    /**
     * Called by generated code.
     *
     * @param count number of classes, which are numbered from 0
     */
    protected RouterSources(int count) {
        this.count = count;
    }

    /**
     * Returns the qualified name of a class.
     *
     * @param source number of the class, from 0 and below the count
     */
    protected abstract String name(int source);

    /**
     * Whether the digest of a class is the same as when the router was compiled.
     *
     * @param source number of the class, from 0 and below the count
     * @throws LinkageError if the generated class that holds the digest is missing
     */
    protected abstract boolean isCurrent(int source);

    /** Compares all classes whose digest is accessible. */
    final void compare(StaleSources stale) {
        for (int source = 0; source < count; source++) {
            try {
                if (!isCurrent(source)) {
                    stale.addChanged(name(source));
                }
            } catch (IllegalAccessError e) {
                // The module of the class does not export the digest to this module, so the digest cannot be compared.
            } catch (LinkageError e) {
                stale.addMissing(name(source));
            }
        }
    }

    /** Called by generated code. Creates the exception for a number that no class has. */
    protected static IllegalArgumentException unknownSource(int source) {
        return new IllegalArgumentException("No class has the number " + source);
    }
}
