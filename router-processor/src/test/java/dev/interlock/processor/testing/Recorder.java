package dev.interlock.processor.testing;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Runs a processor, and records the originating elements of each file that it writes. */
public final class Recorder extends AbstractProcessor {
    private final Processor processor;
    private final Map<String, List<String>> origins = new TreeMap<>();

    public Recorder(Processor processor) {
        this.processor = processor;
    }

    /** Returns the names of the originating elements. The key is the name of a class, or the path of another file. */
    public Map<String, List<String>> origins() {
        return origins;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return processor.getSupportedAnnotationTypes();
    }

    @Override
    public Set<String> getSupportedOptions() {
        return processor.getSupportedOptions();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        Filer filer = proxy(Filer.class, environment.getFiler(), Map.of());
        processor.init(proxy(ProcessingEnvironment.class, environment, Map.of("getFiler", filer)));
    }

    private <T> T proxy(Class<T> type, T target, Map<String, Object> results) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("create")) {
                        record(arguments);
                    }
                    Object result = results.get(method.getName());
                    try {
                        return result != null ? result : method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw requireNonNull(e.getCause());
                    }
                }));
    }

    /**
     * Records a call of {@code createSourceFile(name, origins)} or {@code createResource(location, package, name,
     * origins)}.
     */
    private void record(Object[] arguments) {
        int last = arguments.length - 1;
        String name =
                last == 1 ? arguments[0].toString() : arguments[1].toString().replace('.', '/') + "/" + arguments[2];
        List<String> elements =
                Stream.of((Element[]) arguments[last]).map(Element::toString).toList();
        origins.put(name, elements);
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        processor.process(annotations, round);
        return false;
    }
}
