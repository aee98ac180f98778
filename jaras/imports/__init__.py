"""The directory as files bring it in, as a workbook takes it out.

It stands after `registers`, whose rules read workbooks, so that they are written once; its writes are the
actions of `partners`. `partners` itself could not hold it: it may know nothing of registers or of members.
"""
