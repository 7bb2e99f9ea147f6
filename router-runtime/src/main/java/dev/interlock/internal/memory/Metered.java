package dev.interlock.internal.memory;

import dev.interlock.generated.scope.RequestScoped;

/** Object of a request that charges the memory budget when it grows. */
public interface Metered extends RequestScoped {
    /** Sets the meter that the object charges when it grows. Called once, before the first use. */
    void meter(MemoryMeter meter);
}
