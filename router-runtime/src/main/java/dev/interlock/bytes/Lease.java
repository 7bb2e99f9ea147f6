package dev.interlock.bytes;

import java.lang.reflect.Modifier;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects that one request has handed out in strict mode, and where. Ending the lease makes its slices throw; any other
 * object asks its lease for the exception when it is used late. The first 1,000 objects of a request are noted with the stack
 * that got them; a later one throws as well, but with the stack of the request's begin. Safe for use by several threads.
 */
public final class Lease {
    /** Stacks that one lease keeps; each object beyond them has the stack of the request's begin, to bound the memory. */
    private static final int MOST_STACKS = 1_000;

    /** Describes the request, as far as it is known. */
    private String request = "not known";

    private final IdentityHashMap<Object, HandOut> handOuts = new IdentityHashMap<>();
    private final HandOut begin;
    private boolean ended;

    public Lease() {
        begin = new HandOut("The request began here");
    }

    /** Sets how exceptions describe the request, such as {@code GET /v1/orders/{id}}. */
    public synchronized void request(String description) {
        request = description;
    }

    /** Notes that the caller hands an object out, and returns it; of several times the first one counts. */
    public synchronized <T> T handOut(T object) {
        if (!handOuts.containsKey(object)) {
            boolean hasRoom = handOuts.size() < MOST_STACKS;
            handOuts.put(object, hasRoom ? new HandOut("The " + name(object) + " was handed out here") : begin);
        }
        return object;
    }

    /** Ends the use of all objects that were handed out. */
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

    /** The exception for the late use of an object, or of one that is not known. */
    public IllegalStateException late(@Nullable Object object) {
        return late(object, object);
    }

    /**
     * The exception for the late use of an object that belongs to another one.
     *
     * @param handedOut the object that was handed out
     */
    synchronized IllegalStateException late(@Nullable Object handedOut, @Nullable Object used) {
        return new IllegalStateException(
                (used == null ? "An object" : "The " + name(used)) + " was used after the end of its request ("
                        + request
                        + "). The cause shows where it was handed out. Tip: copy() it or take its value before the handler"
                        + " returns, or return the CompletionStage that uses it",
                handOuts.getOrDefault(handedOut, begin));
    }

    /** The type that the user knows the object by: a public abstract class, an interface, or else the first public class. */
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

    /** Stack of the code that got an object. */
    private static final class HandOut extends Throwable {
        private static final long serialVersionUID = 1;

        HandOut(String message) {
            super(message);
        }
    }
}
