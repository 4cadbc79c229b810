package io.hindsight.faults;

import io.hindsight.testing.S3Server;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** All faults there are, dealt like cards: in random order, and each before one comes again. */
final class FaultDeck {

    private static final String PROGRAM = "program";
    private static final String SECOND = "second instance";

    /** Longer than the sessions of consumers (10 s), of the right to capture (8 s) and of brokers (3 s). */
    private static final int FROZEN_MILLIS = 12_000;

    private static final int SLOW_MILLIS = 6_000;
    private static final int SOME_MILLIS = 3_000;

    private final Machines machines;
    private final Instances instances;
    private final List<Fault> all = new ArrayList<>();
    private final List<Fault> left = new ArrayList<>();

    private FaultDeck(Machines machines, Instances instances) {
        this.machines = machines;
        this.instances = instances;
    }

    /** Everything there is. */
    static FaultDeck ofAll(Machines machines, Instances instances) {
        var deck = new FaultDeck(machines, instances);
        deck.addAll();
        return deck;
    }

    /** The program's restarts alone, one soon after the other. */
    static FaultDeck ofRestarts(Machines machines, Instances instances) {
        var deck = new FaultDeck(machines, instances);
        deck.addRestarts();
        return deck;
    }

    private void addRestarts() {
        for (var heartbeats : List.of(true, false)) {
            var settings = instances.settings(heartbeats);
            var ending = heartbeats ? "" : ", comes back without heartbeats";
            add("program: killed" + ending, List.of(PROGRAM), random -> {
                meanwhile(random);
                instances.first().kill();
                instances.first().startAgain(settings);
            });
            add("program: ended in good order" + ending, List.of(PROGRAM), random -> {
                meanwhile(random);
                instances.first().stop();
                instances.first().startAgain(settings);
            });
            add("program: frozen, and killed" + ending, List.of(PROGRAM), random -> {
                meanwhile(random);
                instances.first().freeze();
                pause(random.nextInt(SOME_MILLIS));
                instances.first().kill();
                instances.first().startAgain(settings);
            });
        }
        add("program: frozen", List.of(PROGRAM), random -> {
            meanwhile(random);
            frozen(() -> pause(FROZEN_MILLIS));
        });
    }

    /** Mostly capture has come further since the last restart; now and then it hasn't even begun. */
    private void meanwhile(Random random) {
        if (random.nextInt(5) > 0) {
            machines.awaitConfirmed();
        }
        pause(random.nextInt(SOME_MILLIS));
    }

    private void addAll() {
        for (var name : machines.names()) {
            ofServer(name);
        }
        add("all brokers: killed", machines.brokers(), random -> machines.killAllBrokers());
        add("all brokers: frozen", machines.brokers(), random -> {
            machines.brokers().forEach(name -> machines.server(name).freeze());
            pause(FROZEN_MILLIS);
            machines.brokers().forEach(name -> machines.server(name).thaw());
        });
        machines.lake().ifPresent(lake -> instances
                .tables()
                .forEach(table -> add(
                        "lake: " + table.declared() + " is written anew by another program",
                        machines.lakeServers(),
                        random -> {
                            for (var times = 1 + random.nextInt(3); times > 0; times--) {
                                lake.writeAnew(table);
                                pause(random.nextInt(SOME_MILLIS));
                            }
                        })));
        // the program more often: it is what is tried
        for (var copy = 0; copy < 3; copy++) {
            ofProgram();
        }
    }

    private void ofServer(String name) {
        var server = machines.server(name);
        var proxy = machines.proxy(name);
        // killed, the S3 of the tests would leave files of its own half written
        var ends = server instanceof S3Server;
        add(name + (ends ? ": ended" : ": killed"), List.of(name), random -> {
            if (ends) {
                server.stop();
            } else {
                server.kill();
            }
            pause(random.nextInt(SOME_MILLIS));
            server.restart();
        });
        add(name + ": frozen", List.of(name), random -> {
            server.freeze();
            pause(FROZEN_MILLIS);
            server.thaw();
        });
        add(name + ": connections cut", List.of(name), random -> {
            for (var times = 1 + random.nextInt(5); times > 0; times--) {
                proxy.cut();
                pause(random.nextInt(SOME_MILLIS / 3));
            }
        });
        add(name + ": connections slow", List.of(name), random -> {
            proxy.slow(20 + random.nextInt(200));
            pause(SLOW_MILLIS);
            proxy.slow(0);
        });
    }

    private void ofProgram() {
        add("program: killed", List.of(PROGRAM), random -> {
            instances.first().kill();
            pause(random.nextInt(SOME_MILLIS));
            instances.first().startAgain();
        });
        add("program: killed, comes back with another number of consumers", List.of(PROGRAM), random -> {
            instances.first().kill();
            instances.first().startAgain(instances.settings("one", 1 + random.nextInt(3)));
        });
        add("program: frozen", List.of(PROGRAM), random -> frozen(() -> pause(FROZEN_MILLIS)));
        add("second instance: started and killed", List.of(SECOND), random -> {
            try (var second = instances.second()) {
                pause(SOME_MILLIS + random.nextInt(2 * SOME_MILLIS));
            }
        });
        add("program: frozen, wakes beside a second instance, which is killed", List.of(PROGRAM, SECOND), random -> {
            try (var second = instances.second()) {
                frozen(() -> pause(FROZEN_MILLIS + SOME_MILLIS));
                pause(random.nextInt(SOME_MILLIS));
            }
        });
    }

    private void frozen(Runnable meanwhile) {
        instances.first().freeze();
        meanwhile.run();
        instances.first().thaw();
    }

    private void add(String name, List<String> places, Fault.Happening happening) {
        all.add(new Fault(name, Set.copyOf(places), happening));
    }

    /** The next one. */
    Fault deal(Random random) {
        if (left.isEmpty()) {
            left.addAll(all);
            Collections.shuffle(left, random);
        }
        return left.remove(left.size() - 1);
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped in a fault", stopped);
        }
    }
}
