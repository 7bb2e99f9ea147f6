package dev.interlock.processor.source;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** The sources that a compilation reads, as opposed to classes of the class path. */
public final class CompiledSources {
    /** Names of the outermost classes. */
    private final Set<String> names = new HashSet<>();

    private final Predicate<ExecutableElement> computing;

    public CompiledSources() {
        this(method -> false);
    }

    /** @param computing methods whose source does more than return a field or a constant */
    public CompiledSources(Predicate<ExecutableElement> computing) {
        this.computing = computing;
    }

    /**
     * Whether the source of a method does more than return a field or a constant. False for a method without a body,
     * and if the source is unknown.
     */
    public boolean compute(ExecutableElement method) {
        return computing.test(method);
    }

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
