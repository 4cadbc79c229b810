package io.hindsight.hawtio;

import com.sun.security.auth.UserPrincipal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;

/** Lets in the one user that the settings name; Hawtio asks by JAAS. */
public final class HawtioLogin implements LoginModule {

    static final String REALM = "hindsight-hawtio";

    private Subject subject;
    private CallbackHandler asker;
    private String username;
    private String password;
    private UserPrincipal user;

    /** From now on, the realm lets that user in; other realms stay as they are. */
    static void ask(String username, String password) {
        var others = configuration();
        var entry = new AppConfigurationEntry[] {
            new AppConfigurationEntry(
                    HawtioLogin.class.getName(),
                    AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                    Map.of("username", username, "password", password))
        };
        Configuration.setConfiguration(new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String realm) {
                return realm.equals(REALM) ? entry : others == null ? null : others.getAppConfigurationEntry(realm);
            }
        });
    }

    private static Configuration configuration() {
        try {
            return Configuration.getConfiguration();
        } catch (SecurityException none) {
            return null;
        }
    }

    @Override
    public void initialize(
            Subject newSubject, CallbackHandler handler, Map<String, ?> shared, Map<String, ?> configured) {
        subject = newSubject;
        asker = handler;
        username = (String) configured.get("username");
        password = (String) configured.get("password");
    }

    @Override
    public boolean login() throws LoginException {
        var name = new NameCallback("name");
        var word = new PasswordCallback("password", false);
        try {
            asker.handle(new Callback[] {name, word});
        } catch (IOException | UnsupportedCallbackException failed) {
            throw new FailedLoginException("no name and password were given");
        }
        var right = equal(name.getName(), username)
                & equal(word.getPassword() == null ? "" : new String(word.getPassword()), password);
        word.clearPassword();
        if (!right) {
            throw new FailedLoginException("wrong name or password");
        }
        user = new UserPrincipal(username);
        return true;
    }

    /** Takes as long for a wrong one as for a right one. */
    private static boolean equal(String given, String right) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean commit() {
        if (user == null) {
            return false;
        }
        subject.getPrincipals().add(user);
        return true;
    }

    @Override
    public boolean abort() {
        return logout();
    }

    @Override
    public boolean logout() {
        subject.getPrincipals().remove(user);
        user = null;
        return true;
    }
}
