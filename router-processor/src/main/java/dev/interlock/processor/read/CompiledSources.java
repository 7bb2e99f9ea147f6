package dev.interlock.processor.read;

import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** The outermost classes whose sources a compilation reads, as opposed to classes of the class path. */
public final class CompiledSources {
    private final Set<String> names = new HashSet<>();

    /** Adds the sources of a round. */
    public void read(RoundEnvironment round) {
        round.getRootElements().forEach(element -> names.add(element.toString()));
    }

    /** Whether an element, which may be of an earlier round, stands in a source. */
    public boolean contain(Element element) {
        Element outermost = element;
        for (Element e = element; e != null; e = e.getEnclosingElement()) {
            if (e instanceof TypeElement) {
                outermost = e;
            }
        }
        return names.contains(outermost.toString());
    }
}
