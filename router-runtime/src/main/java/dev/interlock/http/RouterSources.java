package dev.interlock.http;

/**
 * Classes that a router was made from: controllers, and other classes with annotations of Interlock. Generated code
 * extends this class. It compares the current digest of each class with the digest at the time when the router was
 * compiled. Immutable.
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
     * Qualified name of a class.
     *
     * @param source number of the class, from 0 and below the count
     */
    protected abstract String name(int source);

    /**
     * Whether the digest of a class is the same as when the router was compiled.
     *
     * @param source number of the class, from 0 and below the count
     * @throws LinkageError when the generated class that holds the digest is missing
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
                // The module of the class does not export the digest to this module: it cannot be compared.
            } catch (LinkageError e) {
                stale.addMissing(name(source));
            }
        }
    }

    /** For generated code: creates the exception for a number that no class has. */
    protected static IllegalArgumentException unknownSource(int source) {
        return new IllegalArgumentException("No class has the number " + source);
    }
}
