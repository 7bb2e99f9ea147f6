package dev.interlock.replay.command;

import dev.interlock.replay.body.BodyTree;
import dev.interlock.replay.body.MessageTypes;
import dev.interlock.replay.compare.DifferenceTable;
import dev.interlock.replay.compare.ResponseComparison;
import dev.interlock.replay.hook.ReplayHook;
import dev.interlock.replay.load.Expectations;
import dev.interlock.replay.report.Statistics;
import dev.interlock.replay.rewrite.IdRules;
import dev.interlock.replay.rewrite.LearnedValues;
import dev.interlock.replay.rewrite.Rewriter;
import dev.interlock.replay.rewrite.TargetAddress;
import dev.interlock.replay.rules.MessageRule;
import dev.interlock.replay.rules.Rules;
import dev.interlock.replay.rules.RulesException;
import dev.interlock.replay.rules.RulesFile;
import dev.interlock.replay.traffic.TrafficException;
import dev.interlock.replay.traffic.TrafficFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** All inputs of a replay: files and targets, checked before the first request. */
final class Setup {
    static final String OLD = "old";
    static final String NEW = "new";
    static final String OLD2 = "old2";
    private static final int REHEARSED_IDS = 1000;
    private static final int CONNECT_MILLIS = 5000;

    final Options options;
    final Rules rules;
    final TrafficFiles files;
    final List<TargetAddress> targets;
    final Map<String, LearnedValues> learned = new LinkedHashMap<>();
    final List<Destination> destinations = new ArrayList<>();
    final @Nullable Checkpoint resumed;
    final String fingerprint;

    private final IdRules ids;
    private final BodyTree bodies;

    Setup(Options options) throws UsageException {
        this.options = options;
        options.check();
        targets = targets(options);
        try {
            rules = options.rules == null ? Rules.none() : RulesFile.read(options.rules);
            bodies = new BodyTree(types(options.descriptors, rules));
            files = TrafficFiles.find(options.sources, options.reorderWindow);
            fingerprint = files.fingerprint();
        } catch (RulesException | TrafficException | IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UsageException("the sources cannot be read: " + e.getMessage());
        }
        ids = new IdRules(rules.idFields());
        List<ReplayHook> hooks = HookJars.load(options.hookJars);
        for (TargetAddress target : targets) {
            LearnedValues values = new LearnedValues(options.mostIds);
            learned.put(target.name(), values);
            Rewriter rewriter = new Rewriter(target, values, ids, bodies, hooks, options.keepsHost);
            destinations.add(new Destination(target, rewriter, new Expectations()));
        }
        resumed = options.resume == null ? null : resume(options.resume);
        requireWritable(options.report);
        requireWritable(options.json);
        requireWritable(checkpoint());
    }

    private static MessageTypes types(@Nullable Path descriptors, Rules rules) throws IOException {
        if (descriptors != null && !Files.isReadable(descriptors)) {
            throw new TrafficException("--descriptors " + descriptors + " cannot be read");
        }
        MessageTypes types = descriptors == null ? MessageTypes.none() : MessageTypes.read(descriptors);
        for (MessageRule rule : rules.messages()) {
            types.use(rule.route(), rule.request(), rule.response());
        }
        return types;
    }

    private static List<TargetAddress> targets(Options options) throws UsageException {
        List<TargetAddress> targets = new ArrayList<>();
        try {
            if (options.target != null) {
                return List.of(TargetAddress.parse("target", options.target));
            }
            List<String> urls = new ArrayList<>(options.compare);
            if (options.noise != null) {
                urls.add(options.noise);
            }
            List<String> names = List.of(OLD, NEW, OLD2);
            for (int i = 0; i < urls.size(); i++) {
                targets.add(TargetAddress.parse(names.get(i), urls.get(i)));
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        return targets;
    }

    private Checkpoint resume(Path file) throws UsageException {
        Checkpoint checkpoint = Checkpoint.read(file);
        if (!checkpoint.fingerprint().equals(fingerprint)) {
            throw new UsageException(file + " belongs to other sources (" + checkpoint.fingerprint()
                    + "). Tip: name the sources of the run that wrote it; now they are " + fingerprint);
        }
        checkpoint.restore(learned);
        return checkpoint;
    }

    private static void requireWritable(@Nullable Path file) throws UsageException {
        if (file == null) {
            return;
        }
        Path directory = file.toAbsolutePath().getParent();
        boolean isWritable = Files.exists(file)
                ? Files.isRegularFile(file) && Files.isWritable(file)
                : directory != null && Files.isDirectory(directory) && Files.isWritable(directory);
        if (!isWritable) {
            throw new UsageException(file + " cannot be written. Tip: name a file in a directory that exists");
        }
    }

    /** Returns the checkpoint file, or null. */
    @Nullable
    Path checkpoint() {
        return options.checkpoint == null ? options.resume : options.checkpoint;
    }

    boolean isComparison() {
        return targets.size() > 1;
    }

    /** Returns why a target cannot be reached, or null if all can. */
    @Nullable
    String unreachable() {
        for (TargetAddress target : targets) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(target.host(), target.port()), CONNECT_MILLIS);
                if (target.isSecure()) {
                    loadTls(socket, target);
                }
            } catch (SSLHandshakeException e) {
                return target.name() + " " + target + " has a certificate that is not trusted: " + e.getMessage()
                        + ". Tip: --insecure accepts any certificate";
            } catch (IOException e) {
                return target.name() + " " + target + " cannot be reached: " + e.getMessage()
                        + ". Tip: start the service, or check the URL";
            }
        }
        return null;
    }

    /**
     * Performs a TLS handshake, so that the JVM has loaded TLS before the first request is due.
     *
     * @throws SSLHandshakeException if the certificate is not trusted
     */
    private void loadTls(Socket socket, TargetAddress target) throws SocketException, SSLHandshakeException {
        socket.setSoTimeout(CONNECT_MILLIS);
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket secure = (SSLSocket) factory.createSocket(socket, target.host(), target.port(), true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
        } catch (SSLHandshakeException e) {
            if (e.getCause() instanceof CertificateException && !options.isInsecure) {
                throw e;
            }
            // The requests will report other problems.
        } catch (IOException e) {
            // The requests will report it.
        }
    }

    /** Returns the same number of destinations on a port of this process, with their own learned values. */
    List<Destination> loopback(int port) {
        List<Destination> loopback = new ArrayList<>();
        for (TargetAddress target : targets) {
            TargetAddress address = TargetAddress.parse(target.name(), "http://127.0.0.1:" + port);
            LearnedValues values = new LearnedValues(REHEARSED_IDS);
            Rewriter rewriter = new Rewriter(address, values, ids, bodies, List.of(), options.keepsHost);
            loopback.add(new Destination(address, rewriter, new Expectations()));
        }
        return loopback;
    }

    /** Returns empty statistics of a replay that starts at {@code originNanos}. */
    Statistics statistics(long originNanos) {
        List<String> names = targets.stream().map(TargetAddress::name).toList();
        if (!isComparison()) {
            return new Statistics(names, originNanos, null, null, null);
        }
        boolean knowsNoise = targets.size() > 2;
        return new Statistics(
                names,
                originNanos,
                new DifferenceTable(rules.allowed(), knowsNoise),
                comparison(NEW),
                knowsNoise ? comparison(OLD2) : null);
    }

    private ResponseComparison comparison(String other) {
        return new ResponseComparison(
                bodies, ids, rules.ignoredFields(), (int) options.mostBody, values(OLD), values(other));
    }

    private LearnedValues values(String target) {
        LearnedValues values = learned.get(target);
        if (values == null) {
            throw new IllegalStateException("no target " + target);
        }
        return values;
    }
}
