package dev.interlock.processor;

import java.util.List;
import javax.annotation.processing.Processor;

/** Creates processors that write wrong tables. */
public final class PlantedError {
    private PlantedError() {}

    /** Creates a processor with one error: where a literal should lead to the first route, it leads to no route. */
    public static Processor processor() {
        return replacing("=r0", "=-");
    }

    static Processor replacing(String written, String by) {
        return new RouterProcessor(tables -> List.of(String.join("", tables).replace(written, by)));
    }
}
