package dev.interlock.processor;

import java.util.List;
import javax.annotation.processing.Processor;

/** A processor with an error in the writer of its tables. */
public final class PlantedError {
    private PlantedError() {}

    /** A processor whose literals lead nowhere in place of the first route. */
    public static Processor processor() {
        return replacing("=r0", "=-");
    }

    static Processor replacing(String written, String by) {
        return new RouterProcessor(tables -> List.of(String.join("", tables).replace(written, by)));
    }
}
