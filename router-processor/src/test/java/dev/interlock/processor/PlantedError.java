package dev.interlock.processor;

import java.util.List;
import javax.annotation.processing.Processor;

/** A processor whose table writer has an error. */
public final class PlantedError {
    private PlantedError() {}

    /** Creates a processor with this error: literals lead nowhere instead of to the first route. */
    public static Processor processor() {
        return replacing("=r0", "=-");
    }

    static Processor replacing(String written, String by) {
        return new RouterProcessor(tables -> List.of(String.join("", tables).replace(written, by)));
    }
}
