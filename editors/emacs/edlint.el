;;; edlint.el --- edlint in Emacs, through eglot -*- lexical-binding: t -*-

;;; Commentary:
;; Put this into your init file, and call M-x eglot in an article.

;;; Code:

(defvar edlint-command '("edlint" "server")
  "The program that eglot starts, and its arguments.")

(defvar eglot-server-programs)

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               (cons '(markdown-mode gfm-mode text-mode html-mode mhtml-mode rst-mode adoc-mode latex-mode)
                     (lambda (&rest _) edlint-command))))

(provide 'edlint)
;;; edlint.el ends here
