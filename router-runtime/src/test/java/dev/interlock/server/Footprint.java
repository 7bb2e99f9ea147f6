package dev.interlock.server;

/**
 * What a server process holds on to, once garbage was collected.
 *
 * @param heap bytes
 * @param direct bytes outside of the heap, whether Netty or the JDK allocated them
 * @param sockets open ones
 * @param files other open descriptors
 * @param calls how many requests handlers were called for until now
 */
public record Footprint(long heap, long direct, int sockets, int files, int calls) {
    /** Bytes on and off the heap. */
    long memory() {
        return heap + direct;
    }

    String toLine() {
        return heap + " " + direct + " " + sockets + " " + files + " " + calls;
    }

    static Footprint of(String line) {
        String[] parts = line.split(" ", -1);
        return new Footprint(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]),
                Integer.parseInt(parts[4]));
    }
}
