package dev.interlock.bytes;

import java.lang.reflect.Modifier;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Objects that one request hands out in strict mode. After the end of the lease, each access to one of them throws an
 * exception, which the lease creates. The exception has the stack trace of the code that got the object, for the first
 * 1,000 objects of a request. For later objects, it has the stack trace of the start of the request. Safe for use by
 * several threads.
 */
public final class Lease {
    /**
     * Limit on the stack traces of one lease, which take memory. Further objects get the stack trace of the start of
     * the request.
     */
    private static final int MOST_STACKS = 1_000;

    /** Description of the request for exceptions. */
    private String request = "not known";

    private final IdentityHashMap<Object, HandOut> handOuts = new IdentityHashMap<>();
    private final HandOut begin;
    private boolean ended;

    public Lease() {
        begin = new HandOut("The request began here");
    }

    /** Sets the description of the request for exceptions, such as {@code GET /v1/orders/{id}}. */
    public synchronized void request(String description) {
        request = description;
    }

    /**
     * Registers an object that the caller hands out, and returns it. Later calls for the same object change nothing.
     */
    public synchronized <T> T handOut(T object) {
        if (!handOuts.containsKey(object)) {
            boolean hasRoom = handOuts.size() < MOST_STACKS;
            handOuts.put(object, hasRoom ? new HandOut("The " + name(object) + " was handed out here") : begin);
        }
        return object;
    }

    /** Ends the use of all registered objects. */
    public synchronized void end() {
        ended = true;
        for (Object object : handOuts.keySet()) {
            if (object instanceof Slice slice) {
                slice.end(this);
            }
        }
    }

    public synchronized boolean isEnded() {
        return ended;
    }

    /** Creates the exception for the use of an object after the end of the lease. Null stands for an unknown object. */
    public IllegalStateException late(@Nullable Object object) {
        return late(object, object);
    }

    /**
     * Creates the exception for the use of a part of a registered object after the end of the lease.
     *
     * @param handedOut the registered object
     */
    synchronized IllegalStateException late(@Nullable Object handedOut, @Nullable Object used) {
        return new IllegalStateException(
                (used == null ? "An object" : "The " + name(used)) + " was used after the end of its request ("
                        + request
                        + "). The cause shows where it was handed out. Tip: copy() it or take its value before the handler"
                        + " returns, or return the CompletionStage that uses it",
                handOuts.getOrDefault(handedOut, begin));
    }

    /**
     * Returns the name of the type by which users know an object: a public abstract class, an interface, or else the
     * first public class.
     */
    private static String name(Object object) {
        Class<?> known = null;
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            boolean isPublic = Modifier.isPublic(type.getModifiers());
            if (isPublic && Modifier.isAbstract(type.getModifiers())) {
                return type.getSimpleName();
            }
            Class<?>[] interfaces = type.getInterfaces();
            if (interfaces.length > 0) {
                return interfaces[0].getSimpleName();
            }
            known = known == null && isPublic ? type : known;
        }
        return (known == null ? object.getClass() : known).getSimpleName();
    }

    /** Stack trace of the code that got an object. */
    private static final class HandOut extends Throwable {
        private static final long serialVersionUID = 1;

        HandOut(String message) {
            super(message);
        }
    }
}
