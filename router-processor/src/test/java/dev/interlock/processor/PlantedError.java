package dev.interlock.processor;

import java.util.List;
import javax.annotation.processing.Processor;

/** A processor with an error in the writer of its tables. */
public final class PlantedError {
    private PlantedError() {}

    /** Where a literal leads to the first route, it leads nowhere. */
    public static Processor processor() {
        return replacing("=r0", "=-");
    }

    static Processor replacing(String written, String by) {
        return new RouterProcessor(tables -> List.of(String.join("", tables).replace(written, by)));
    }
}
